package drive

import (
	"strings"
	"sync"
)

// Reserve keeps processes that nobody uses for whoever drives the same clients next: they
// begin anew whenever they are told to. It is used by several goroutines at once. A nil one
// keeps none.
type Reserve struct {
	mutex sync.Mutex
	idle  map[string][]*process // by program
}

// key is what programs of which each can stand for the other have in common.
func (p *Program) key() string { return strings.Join(append([]string{p.Dir}, p.Args...), "\x00") }

// take is a process of a program: one that is there, or a new one.
func (r *Reserve) take(program *Program) (*process, error) {
	if r == nil {
		return startProcess(program)
	}
	r.mutex.Lock()
	list := r.idle[program.key()]
	if len(list) == 0 {
		r.mutex.Unlock()
		return startProcess(program)
	}
	p := list[len(list)-1]
	r.idle[program.key()] = list[:len(list)-1]
	r.mutex.Unlock()
	p.program = program
	return p, nil
}

// give takes a process back, or ends it.
func (r *Reserve) give(p *process) {
	if r == nil {
		p.stop()
		return
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.idle == nil {
		r.idle = map[string][]*process{}
	}
	r.idle[p.program.key()] = append(r.idle[p.program.key()], p)
}

// Close ends all processes that are kept.
func (r *Reserve) Close() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	var group sync.WaitGroup
	for _, list := range r.idle {
		for _, p := range list {
			group.Go(p.stop)
		}
	}
	group.Wait()
	r.idle = nil
}
