package result

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// The lines of a result after its head.
type (
	doneLine struct {
		Done Done `json:"done"`
	}
	coveredLine struct {
		Covered Covered `json:"covered"`
	}
	findingLine struct {
		Finding Finding `json:"finding"`
	}
	// sumLine ends a result: the SHA-256 of all lines before it.
	sumLine struct {
		Sum string `json:"sha256"`
	}
)

// Encode is the result as text: a line of JSON each for the head, what was done, what was
// covered and every finding, and the checksum of these.
func (r *Result) Encode() []byte {
	var b bytes.Buffer
	write := func(v any) {
		line, err := json.Marshal(v)
		if err != nil {
			panic("result: " + err.Error())
		}
		b.Write(append(term.SafeJSON(line), '\n')) // whatever name is in it, a terminal shows it harmlessly
	}
	write(r.Head)
	write(doneLine{r.Done})
	write(coveredLine{r.Covered})
	for _, f := range r.Findings {
		write(findingLine{f})
	}
	write(sumLine{sumOf(b.Bytes())})
	return b.Bytes()
}

func sumOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
