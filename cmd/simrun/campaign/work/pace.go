package work

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
)

// Pace is how fast shards were done. It is told by the machines that did them, beside the
// results and not in them: results do not depend on it, and nothing is lost with it.
type Pace struct {
	Shards  int
	Seconds float64 // of workers, together
	Runs    uint64
	States  uint64
}

// paceLine is what is noted of one shard.
type paceLine struct {
	Shard   int     `json:"shard"`
	Seconds float64 `json:"seconds"`
	Runs    uint64  `json:"runs,omitempty"`
	States  uint64  `json:"states,omitempty"`
}

// paceFile begins the names of the files in which the pace is noted, one a process.
const paceFile = "pace-"

// paceLog notes how long shards took.
type paceLog struct {
	folder string
	file   *os.File
}

// note notes one shard. A disk that is full is no reason to stop: the result is there.
func (l *paceLog) note(r *result.Result, took time.Duration) {
	if l.file == nil {
		name := filepath.Join(l.folder, fmt.Sprintf("%s%d.jsonl", paceFile, os.Getpid()))
		file, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			return
		}
		l.file = file
	}
	line, err := json.Marshal(paceLine{r.Head.Shard, took.Seconds(), r.Done.Runs, r.Done.States})
	if err == nil {
		_, _ = l.file.Write(append(line, '\n'))
	}
}

func (l *paceLog) close() error {
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}

// maxPaceLine is the longest line of a pace file that is read.
const maxPaceLine = 1 << 10

// ReadPace adds up what was noted in a folder. Lines that are none are left out.
func ReadPace(folder string) Pace {
	var pace Pace
	entries, err := os.ReadDir(folder)
	if err != nil {
		return pace
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), paceFile) || !entry.Type().IsRegular() {
			continue
		}
		file, err := os.Open(filepath.Join(folder, entry.Name()))
		if err != nil {
			continue
		}
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, maxPaceLine)
		for lines.Scan() {
			var line paceLine
			if json.Unmarshal(lines.Bytes(), &line) == nil && line.Seconds >= 0 {
				pace.Shards++
				pace.Seconds += line.Seconds
				pace.Runs += line.Runs
				pace.States += line.States
			}
		}
		file.Close()
	}
	return pace
}
