package drive

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
)

// The bounds of what a client may write.
const (
	maxLine   = 1 << 20 // bytes of one reply
	maxStderr = 8 << 10 // bytes of standard error that are kept, the last
)

// Program is how a client is started, and how long it may take.
type Program struct {
	Args  []string        // the program and its arguments
	Dir   string          // where it is started; "" is here
	Start time.Duration   // until its first reply
	Reply time.Duration   // until every other one
	Stop  <-chan struct{} // when nobody waits any more; nil is never
}

// process is one running adapter. It is used by one goroutine at a time.
type process struct {
	program *Program
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *os.File
	reader  *bufio.Reader // of out
	errors  *tail
	timer   *time.Timer // of the reply that is waited for
	began   bool        // it has replied once
	done    chan struct{}
	exit    error
}

// startProcess starts a client. The error says what to do.
func startProcess(program *Program) (*process, error) {
	cmd := exec.Command(program.Args[0], program.Args[1:]...) //nolint:gosec // it is what the user asked to be run
	cmd.Dir = program.Dir
	p := &process{program: program, cmd: cmd, errors: &tail{}, done: make(chan struct{})}
	cmd.Stderr = p.errors
	cmd.WaitDelay = time.Second
	ownGroup(cmd)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, written, err := os.Pipe() // of our own: what was written is there, too, when the process has ended
	if err != nil {
		return nil, err
	}
	cmd.Stdout = written
	err = errors.Join(cmd.Start(), written.Close())
	if err != nil {
		_ = out.Close()
		if errors.Is(err, exec.ErrNotFound) {
			return nil, fmt.Errorf("%s is not installed, or not in PATH", program.Args[0])
		}
		return nil, err
	}
	p.in, p.out, p.reader = in, out, bufio.NewReaderSize(out, 64<<10)
	p.timer = time.AfterFunc(time.Hour, p.interrupt)
	p.timer.Stop()
	go func() {
		p.exit = cmd.Wait()
		close(p.done)
	}()
	go func() {
		select {
		case <-program.Stop:
			p.interrupt()
		case <-p.done:
		}
	}()
	return p, nil
}

// interrupt has whoever reads what the process writes wait no longer.
func (p *process) interrupt() {
	if p.out.SetReadDeadline(time.Unix(1, 0)) != nil { // where a pipe has none, its end does the same
		killGroup(p.cmd)
	}
}

// readLine reads a line; what there is of one comes with the error.
func (p *process) readLine() (text []byte, err error) {
	for {
		part, err := p.reader.ReadSlice('\n')
		text = append(text, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull) && len(text) <= maxLine:
			continue
		case len(text) > maxLine:
			err = errLong
		case errors.Is(err, io.EOF) && len(text) > 0:
			err = errHalf
		}
		return text, err
	}
}

var (
	errLong = fmt.Errorf("wrote a line of more than %d bytes; a reply is shorter", maxLine)
	errHalf = errors.New("ended in the middle of a line")
	errLate = errors.New("wrote no whole line within its time")
	// errStopped is no fault of a client.
	errStopped = errors.New("was interrupted")
)

// next is the next line that the process writes within a time.
func (p *process) next(limit time.Duration) (text []byte, err error) {
	select {
	case <-p.program.Stop:
		return nil, errStopped
	default:
	}
	p.timer.Reset(limit)
	text, err = p.readLine()
	inTime := p.timer.Stop()
	if err == nil && inTime {
		return text, nil
	}
	select {
	case <-p.program.Stop:
		return nil, errStopped
	default:
	}
	if !inTime {
		return nil, errLate
	}
	return text, err
}

// ask sends one command and returns the reply, as it was written and as it was read. The
// error says what the client did, for a [Failure].
func (p *process) ask(c command, seq int64) (raw []byte, reply *Reply, err error) {
	return p.askText(c.line(seq), seq)
}

// askText is ask for any line.
func (p *process) askText(text string, seq int64) (raw []byte, reply *Reply, err error) {
	sent, err := p.send(text)
	if err == nil {
		raw, err = p.receive(sent)
	}
	if err != nil {
		return nil, nil, err
	}
	reply, err = parseReply(raw, seq)
	return raw, reply, err
}

// send writes commands; sent is closed once the client's input has them all.
func (p *process) send(text string) (sent <-chan struct{}, err error) {
	if p.reader.Buffered() > 0 {
		extra, err := p.next(p.program.Reply)
		if err == nil {
			return nil, fmt.Errorf("wrote a line that nobody asked for: %s", quoted(extra))
		}
		return nil, p.ended(extra, err)
	}
	rest := writeNow(p.in, []byte(text))
	if len(rest) == 0 {
		return written, nil
	}
	done := make(chan struct{})
	go func() { // a client that does not read must not stop us either
		if _, err := p.in.Write(rest); err == nil {
			close(done)
		}
	}()
	return done, nil
}

// written is closed.
var written = func() <-chan struct{} {
	done := make(chan struct{})
	close(done)
	return done
}()

// receive waits for the next reply.
func (p *process) receive(sent <-chan struct{}) ([]byte, error) {
	limit := p.program.Reply
	if !p.began {
		limit = p.program.Start
	}
	text, err := p.next(limit)
	switch {
	case err == nil:
		p.began = true
		return text, nil
	case errors.Is(err, errStopped):
		return nil, err
	case !errors.Is(err, errLate):
		return nil, p.ended(text, err)
	}
	select {
	case <-sent:
		return nil, fmt.Errorf("wrote no whole line within %v", limit)
	default:
		return nil, fmt.Errorf("did not read its input within %v", limit)
	}
}

// ended is why there are no more lines: with text, the rest that was there, and err.
func (p *process) ended(text []byte, err error) error {
	if !errors.Is(err, io.EOF) {
		if len(text) > 0 {
			return fmt.Errorf("%w: %s", err, quoted(text))
		}
		return err
	}
	select {
	case <-p.done:
	case <-time.After(time.Second):
		return errors.New("closed its standard output")
	}
	if exit, ok := errors.AsType[*exec.ExitError](p.exit); ok {
		return fmt.Errorf("ended (%w)", exit)
	}
	return errors.New("ended by itself (exit status 0)")
}

// parseReply reads a reply to a command.
func parseReply(text []byte, seq int64) (*Reply, error) {
	var r Reply
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, fmt.Errorf("wrote a line that is no reply (%s): %s", why(err), quoted(text))
	}
	if r.Seq != seq {
		return nil, fmt.Errorf("replied to command %d when it was told command %d", r.Seq, seq)
	}
	return &r, nil
}

// why is an error of JSON without what it says of Go.
func why(err error) string {
	text := err.Error()
	if _, rest, ok := strings.Cut(text, "jsontext: "); ok {
		return rest
	}
	text = strings.TrimPrefix(text, "json: ")
	return text
}

// quoted is the beginning of what a client wrote.
func quoted(text []byte) string {
	return fmt.Sprintf("%q", clip(strings.TrimRight(string(text), "\n"), shownBytes))
}

// stop ends the process: it is asked to, and killed if it does not listen.
func (p *process) stop() {
	go func() {
		_, _ = io.WriteString(p.in, commandOf(quitCommand{"quit"}).line(0))
		_ = p.in.Close()
	}()
	go func() { _, _ = io.Copy(io.Discard, p.out) }() // what it still says is of no interest
	select {
	case <-p.done:
		_ = p.out.Close()
	case <-time.After(quitGrace):
		p.kill()
	}
}

// quitGrace is how long a client may take to end.
const quitGrace = 500 * time.Millisecond

// kill ends the process at once.
func (p *process) kill() {
	killGroup(p.cmd)
	_ = p.in.Close()
	select {
	case <-p.done:
	case <-time.After(2 * time.Second): // what it has started holds its standard error open
	}
	_ = p.out.Close()
}

// tail is the last bytes that were written to it.
type tail struct {
	mutex sync.Mutex
	text  []byte
}

func (t *tail) Write(text []byte) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.text = append(t.text, text...)
	if len(t.text) > maxStderr {
		t.text = append(t.text[:0], t.text[len(t.text)-maxStderr:]...)
	}
	return len(text), nil
}

func (t *tail) String() string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return string(t.text)
}
