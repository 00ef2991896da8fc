package pipeline

import "sync"

// Step is a part of the work of Convert, for those who show how far it is.
type Step int

// The steps, in their order.
const (
	StepStructure Step = iota // the input is read and its structure recovered
	StepPages                 // paragraphs and pages are set
	StepEditions              // the first edition's pages stand, and files are written
	StepFiles                 // what is made from finished files, and the log
	steps
)

// Steps is how many steps there are.
const Steps = int(steps)

var stepNames = [steps]string{"recovering the structure", "setting the pages", "writing the editions", "writing the log"}

// String says in words what is done.
func (s Step) String() string { return stepNames[s] }

// progress tells a job's observer of each step once; its zero value tells nobody.
type progress struct {
	mu   sync.Mutex
	next Step // the first that was not told
	tell func(Step)
}

// at says that step s begins, unless it or a later one began before.
func (p *progress) at(s Step) {
	if p == nil || p.tell == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if s >= p.next {
		p.next = s + 1
		p.tell(s)
	}
}
