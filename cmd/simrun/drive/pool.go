package drive

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// pool are the processes of one device. Each stands at a vertex, or nowhere yet.
type pool struct {
	program *Program
	mutex   sync.Mutex
	free    sync.Cond
	idle    []*seated // the one that was used longest ago first
	busy    int
	most    int
	// ahead: a process may be told the next commands before it has replied.
	ahead   bool
	reserve *Reserve // or nil
}

// seated is a process and where it stands.
type seated struct {
	*process
	at *vertex
}

func newPool(program *Program, most int, reserve *Reserve) *pool {
	p := &pool{program: program, most: most, reserve: reserve}
	p.free.L = &p.mutex
	return p
}

// take is a process to be used for a step from v: one that stands there, a new one, or the
// one that was used longest ago. It waits while all are in use.
func (p *pool) take(v *vertex) (*seated, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for {
		if i := slices.IndexFunc(p.idle, func(s *seated) bool { return s.at == v && v != nil }); i >= 0 {
			return p.use(i), nil
		}
		if p.busy+len(p.idle) < p.most {
			started, err := p.reserve.take(p.program)
			if err != nil {
				return nil, err
			}
			p.busy++
			return &seated{process: started}, nil
		}
		if len(p.idle) > 0 {
			return p.use(0), nil
		}
		p.free.Wait()
	}
}

func (p *pool) use(i int) *seated {
	s := p.idle[i]
	p.idle = slices.Delete(p.idle, i, i+1)
	p.busy++
	return s
}

// give gives a process back. One that has failed ends.
func (p *pool) give(s *seated, failed bool) {
	if failed {
		s.kill()
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.busy--; !failed {
		p.idle = append(p.idle, s)
	}
	p.free.Signal()
}

// close ends all processes, or gives them back. None is in use.
func (p *pool) close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	var group sync.WaitGroup
	for _, s := range p.idle {
		group.Go(func() { p.reserve.give(s.process) })
	}
	group.Wait()
	p.idle = nil
}

// wayTo are the vertices that a process has to be told so that it stands at v, or begins.
func (s *seated) wayTo(v *vertex) []*vertex {
	if v == nil || s.at == v {
		return nil
	}
	way := v.way()
	if i := slices.Index(way, s.at); i >= 0 && s.at != nil {
		way = way[i+1:]
	}
	return way
}

// follow tells a process the commands of vertices, several at once where it reads ahead, and
// keeps the reply to the last, if that is a new one; what it says on the way there is
// compared with what was said before. The error says what the client did at which vertex.
func (s *seated) follow(way []*vertex, ahead bool) (at *vertex, err error) {
	most := 1
	if ahead {
		most = maxAhead
	}
	for part := range slices.Chunk(way, most) {
		s.at = nil
		var text strings.Builder
		for _, v := range part {
			text.WriteString(v.command.line(v.seq))
		}
		sent, err := s.send(text.String())
		if err != nil {
			return part[0], err
		}
		for _, v := range part {
			raw, err := s.receive(sent)
			if err == nil && v.raw == nil {
				v.raw = raw
			} else if err == nil {
				err = differs(raw, v)
			}
			if err != nil {
				return v, err
			}
			s.at = v
		}
	}
	return s.at, nil
}

// maxAhead is how many commands a process is told at once.
const maxAhead = 64

// differs is what is wrong with a reply that is not the one that was there before.
func differs(raw []byte, v *vertex) error {
	if bytes.Equal(raw, v.raw) {
		return nil
	}
	if _, err := parseReply(raw, v.seq); err != nil {
		return err
	}
	return fmt.Errorf("replied to the same commands with something else than before: %s, and before: %s", quoted(raw), quoted(v.raw))
}
