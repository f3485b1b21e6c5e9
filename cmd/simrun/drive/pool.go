package drive

import (
	"bytes"
	"fmt"
	"slices"
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
}

// seated is a process and where it stands.
type seated struct {
	*process
	at *vertex
}

func newPool(program *Program, most int) *pool {
	p := &pool{program: program, most: most}
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
			started, err := startProcess(p.program)
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

// close ends all processes. None is in use.
func (p *pool) close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	var group sync.WaitGroup
	for _, s := range p.idle {
		group.Go(s.stop)
	}
	group.Wait()
	p.idle = nil
}

// stand brings a process to v, and compares what it says on the way with what was said
// before. The error says what the client did, and the command is the one that it did it at.
func (s *seated) stand(v *vertex) (command, error) {
	if v == nil || s.at == v {
		return "", nil
	}
	way := v.way()
	if i := slices.Index(way, s.at); i >= 0 && s.at != nil {
		way = way[i+1:]
	}
	s.at = nil
	for _, next := range way {
		raw, _, err := s.ask(next.command, next.seq)
		if err == nil && !bytes.Equal(raw, next.raw) {
			err = fmt.Errorf("replied to the same commands with something else than before: %s, and before: %s", quoted(raw), quoted(next.raw))
		}
		if err != nil {
			return next.command, err
		}
		s.at = next
	}
	return "", nil
}
