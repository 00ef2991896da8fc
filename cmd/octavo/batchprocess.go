package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"

	"octavo/pipeline/batch"
)

// perProcess is for how many documents a process is kept: its start is then nothing, and
// what one document leaves in it does not grow without end.
const perProcess = 50

// patienceAtEnd is how long a process may take to put its files away.
const patienceAtEnd = 5 * time.Second

// process is one that makes documents, begun when it is needed.
type process struct {
	run    *batchRun
	cmd    *exec.Cmd
	orders io.WriteCloser
	said   *firstSaid
	gone   chan error // closed when it has ended
	answer chan answer
	made   int
}

// answer is a line that a process wrote, or that it writes no more.
type answer struct {
	outcome batch.Outcome
	err     error
}

// make has a document made; ended is false where the run was broken off meanwhile.
func (p *process) make(ctx context.Context, d document) (o batch.Outcome, ended bool) {
	if ctx.Err() != nil {
		return o, false
	}
	if p.made == perProcess {
		p.end()
	}
	if p.cmd == nil {
		if err := p.begin(); err != nil {
			return batch.Outcome{Input: d.name(), State: batch.Failed, Error: "no process could be begun: " + err.Error(), Machine: true}, true
		}
	}
	p.made++
	limit := time.NewTimer(p.run.time)
	defer limit.Stop()
	if err := json.NewEncoder(p.orders).Encode(order{d, p.run.time.Seconds() * float64(p.cores())}); err != nil {
		return p.died(d, err), true
	}
	select {
	case a := <-p.answer:
		if a.err != nil {
			return p.died(d, a.err), ctx.Err() == nil
		}
		return a.outcome, true
	case <-limit.C:
		p.kill()
		return batch.Outcome{Input: d.name(), State: batch.Failed, Dir: d.Dir, Machine: true,
			Error: fmt.Sprintf("it took longer than %s and was given up; --time-limit gives more", p.run.time)}, true
	case <-ctx.Done():
		p.interrupt()
		return o, false
	}
}

// cores is how many a process may use: the documents share the machine.
func (p *process) cores() int { return max(1, runtime.NumCPU()/p.run.workers) }

// begin starts the process.
func (p *process) begin() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, workerArgs(p.run.args)...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(p.cores()), memoryVariable+"="+strconv.FormatInt(p.run.memory, 10))
	cmd.SysProcAttr = apart()
	said := &firstSaid{}
	cmd.Stderr = said
	orders, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	answers, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	*p = process{run: p.run, cmd: cmd, orders: orders, said: said, gone: make(chan error, 1), answer: make(chan answer, 1)}
	go p.listen(answers)
	return nil
}

// listen reads the answers until there are no more, then waits for the process's end.
func (p *process) listen(answers io.Reader) {
	from := json.NewDecoder(bufio.NewReader(answers))
	for {
		var a answer
		if a.err = from.Decode(&a.outcome); a.err != nil {
			a.err = p.cmd.Wait()
			p.gone <- a.err
			if a.err == nil {
				a.err = io.ErrUnexpectedEOF
			}
			p.answer <- a
			return
		}
		p.answer <- a
	}
}

// died is the outcome of a document whose process ended before it answered.
func (p *process) died(d document, err error) batch.Outcome {
	p.kill()
	cause := "its process ended: " + err.Error()
	switch said := p.said.String(); {
	case strings.Contains(said, "out of memory") || strings.Contains(said, "cannot allocate memory"):
		cause = fmt.Sprintf("it took more than %d MB of memory; --memory-limit gives more", p.run.memory>>20)
	case strings.Contains(said, "SIGXCPU"):
		cause = fmt.Sprintf("it took more processor time than %s; --time-limit gives more", p.run.time)
	case said != "":
		cause += " (" + firstLine(fmt.Errorf("%s", said)) + ")"
	}
	p.cmd = nil
	return batch.Outcome{Input: d.name(), State: batch.Failed, Dir: d.Dir, Error: cause, Machine: true}
}

// end lets the process finish and waits for it.
func (p *process) end() {
	if p.cmd == nil {
		return
	}
	_ = p.orders.Close() // it ends with its input
	p.await()
}

// interrupt asks the process to put its files away and end.
func (p *process) interrupt() {
	_ = terminate(p.cmd) // one that is gone already is as well
	p.await()
}

// await waits for the process, and kills it where it stays.
func (p *process) await() {
	select {
	case <-p.gone:
	case <-time.After(patienceAtEnd):
		p.kill()
	}
	p.cmd = nil
}

// kill ends the process and all that it began, at once.
func (p *process) kill() {
	if p.cmd == nil {
		return
	}
	_ = killGroup(p.cmd) // one that is gone already is as well
	select {
	case <-p.gone:
	case <-time.After(patienceAtEnd): // it hangs in the system, and nothing can be done
	}
	p.cmd = nil
}

// firstSaid keeps the beginning of what a process said on standard error.
type firstSaid struct{ text strings.Builder }

const mostSaid = 4 << 10 // bytes: a fault's first lines; the Go runtime's traces have thousands

func (t *firstSaid) Write(p []byte) (int, error) {
	if room := mostSaid - t.text.Len(); room > 0 {
		t.text.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (t *firstSaid) String() string { return strings.TrimSpace(t.text.String()) }
