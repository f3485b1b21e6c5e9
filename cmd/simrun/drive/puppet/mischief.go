package puppet

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/glarelab/glare/model"
)

// Env is the environment variable that makes a test's program a puppet: the reading that it
// follows, and how it misbehaves, as in "literal" or "literal hang".
const Env = "GLARE_TEST_PUPPET"

// Mischiefs are the ways in which a puppet can misbehave, once a call was placed.
var Mischiefs = []string{
	"hang", "deaf", "crash", "leave", "flood", "half", "long", "rubbish", "twice", "same-seq", "backward", "past", "chatter", "moody",
	"other-call", "no-now", "bad-state", "refuses", "strange-out", "request-number", "forgets", "room-of-two",
}

// DeadAnswer is a puppet that keeps to the protocol, and whose answer button does nothing.
const DeadAnswer = "dead-answer"

// Run is the puppet's program, where [Env] asks for one: it returns only if it does not.
func Run() {
	text, ok := os.LookupEnv(Env)
	if !ok {
		return
	}
	reading, mischief, _ := strings.Cut(text, " ")
	os.Exit(serve(os.Stdin, os.Stdout, reading, mischief))
}

// serve carries out commands until they end.
func serve(in io.Reader, out io.Writer, name, mischief string) int {
	version := model.Version0
	if rest, v1 := strings.CutPrefix(name, "v1:"); v1 {
		name, version = rest, model.Version1
	}
	reading, err := model.ParseReading(name)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	lines := bufio.NewReaderSize(in, 1<<20)
	var p *puppet
	writes := 0
	for {
		text, err := lines.ReadBytes('\n')
		if err != nil {
			return 0
		}
		var c command
		if err := json.Unmarshal(text, &c); err != nil {
			write(out, map[string]any{"seq": 0, "error": "no command: " + err.Error()})
			continue
		}
		if mischief == DeadAnswer && c.Op == "answer" {
			c.Op = "advance"
		}
		reply := map[string]any{"seq": c.Seq}
		if c.Op == "init" {
			p = newPuppet(&c, version, reading)
			reply["protocol"], reply["client"] = 1, "puppet "+name
			reply["capabilities"] = []string{"answer", "reject", "ignore", "hangup", "call-id", "pipeline", "version-" + fmt.Sprint(int(version))}
			if version == model.Version1 {
				reply["capabilities"] = append(reply["capabilities"].([]string), "select-answer")
			}
		} else if p == nil {
			write(out, map[string]any{"seq": c.Seq, "error": "expected init first"})
			continue
		} else if wrong := p.do(&c); wrong != "" {
			reply["error"] = wrong
		}
		reply["now"], reply["next"], reply["calls"], reply["mic"], reply["outs"] = p.now, p.next(), p.calls(), p.mic(), p.outs
		if p.outs == nil {
			reply["outs"] = []any{}
		}
		p.outs = nil
		if c.Op == "quit" {
			write(out, reply)
			return 0
		}
		if c.Op != "init" && mischief != "" && mischief != DeadAnswer {
			writes++
			if mischief == "forgets" { // what it was told meanwhile
				_, _ = lines.Discard(lines.Buffered())
			}
			if misbehave(out, mischief, &c, reply, p, writes) {
				continue
			}
		}
		write(out, reply)
	}
}

func write(out io.Writer, reply map[string]any) {
	text, err := json.Marshal(reply)
	if err != nil {
		panic(err)
	}
	_, _ = out.Write(append(text, '\n'))
}

// misbehave does one wrong thing, and reports whether that was all.
func misbehave(out io.Writer, mischief string, c *command, reply map[string]any, p *puppet, writes int) bool {
	fmt.Fprintln(os.Stderr, "the puppet is about to:", mischief)
	text, _ := json.Marshal(reply)
	switch mischief {
	case "hang", "deaf":
		time.Sleep(time.Hour)
	case "crash":
		panic("a bug of the client")
	case "leave":
		os.Exit(0)
	case "flood":
		for {
			if _, err := fmt.Fprintln(out, `{"seq":0,"log":"and so on"}`); err != nil {
				os.Exit(1)
			}
		}
	case "half":
		_, _ = out.Write(text[:len(text)/2])
		os.Exit(0)
	case "long":
		_, _ = out.Write([]byte(strings.Repeat("x", 3<<20) + "\n"))
		return true
	case "rubbish":
		fmt.Fprintln(out, "client started, listening")
		return true
	case "twice":
		write(out, reply)
	case "same-seq":
		reply["seq"] = c.Seq - 1
	case "backward":
		reply["now"] = p.now - 5
	case "past":
		reply["next"] = p.now
	case "no-now":
		delete(reply, "now")
	case "chatter": // something goes on although nobody has told it to
		reply["outs"] = append(reply["outs"].([]any), map[string]any{"ev": "state", "call": "x", "from": "a", "to": "b"})
		time.Sleep(time.Millisecond)
	case "moody":
		reply["outs"] = append(reply["outs"].([]any), map[string]any{"ev": "log", "text": fmt.Sprint(time.Now().UnixNano())})
	case "other-call":
		reply["calls"] = []any{map[string]any{"id": "nobody's", "own": true, "state": "waiting"}}
	case "bad-state":
		reply["calls"] = []any{map[string]any{"id": c.Call, "own": true, "state": "confused"}}
	case "room-of-two":
		if slices.ContainsFunc(c.Events, func(e json.RawMessage) bool { return bytes.Contains(e, []byte(`"state_key"`)) }) {
			reply["error"] = "there are two people in this room"
		}
	case "refuses":
		reply["error"] = "I would rather not"
	case "strange-out":
		reply["outs"] = []any{map[string]any{"ev": "dance"}}
	case "request-number":
		reply["outs"] = []any{map[string]any{"ev": "req", "req": 7, "kind": "gum"}}
	}
	_ = writes
	return false
}
