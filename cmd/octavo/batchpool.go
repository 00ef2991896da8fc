package main

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"octavo/pipeline/batch"
)

// all makes the documents by several processes at once, then tries once more, one at a
// time, what the machine may have spoilt. The outcomes are those of the documents that
// were ended, in their order.
func (b *batchRun) all(ctx context.Context, docs []document) []batch.Outcome {
	outcomes := make([]*batch.Outcome, len(docs))
	queue := make(chan int)
	var group sync.WaitGroup
	for range min(b.workers, len(docs)) {
		group.Go(func() { b.drain(ctx, docs, outcomes, queue) })
	}
	feed(ctx, queue, len(docs))
	group.Wait()
	b.again(ctx, docs, outcomes)
	var ended []batch.Outcome
	for _, o := range outcomes {
		if o != nil {
			ended = append(ended, *o)
		}
	}
	return ended
}

// feed hands out the numbers of the documents until the run is broken off.
func feed(ctx context.Context, queue chan<- int, n int) {
	defer close(queue)
	for i := range n {
		select {
		case queue <- i:
		case <-ctx.Done():
			return
		}
	}
}

// drain makes documents by one process after another. Processes are killed with the
// thread that began them (PR_SET_PDEATHSIG, prctl(2)), so it must live as long as they.
func (b *batchRun) drain(ctx context.Context, docs []document, outcomes []*batch.Outcome, queue <-chan int) {
	runtime.LockOSThread()
	p := &process{run: b}
	defer p.end()
	for i := range queue {
		o, ended := p.make(ctx, docs[i])
		if !ended {
			return
		}
		o.Tries = 1
		outcomes[i] = &o
		if !o.Machine {
			b.record(o)
		}
	}
}

// again tries what the machine may have spoilt, each alone in a fresh process. What then
// fails in the same way is the document's own fault.
func (b *batchRun) again(ctx context.Context, docs []document, outcomes []*batch.Outcome) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for i, first := range outcomes {
		if first == nil || !first.Machine {
			continue
		}
		p := &process{run: b}
		o, ended := p.make(ctx, docs[i])
		p.end()
		if !ended {
			outcomes[i] = nil
			return
		}
		o.Tries = 2
		if o.Machine && o.Error == first.Error {
			o.Error += "; the same happened twice"
			o.Machine = false
		}
		outcomes[i] = &o
		b.record(o)
	}
}

// record keeps an outcome in the ledger and shows that one more is ended.
func (b *batchRun) record(o batch.Outcome) {
	if o.State != batch.Other {
		b.ledger.add(o)
	}
	b.bar.add(o)
}

// workerArgs are the arguments of a process: those of the command line without its inputs.
func workerArgs(args []string) []string {
	end := slices.Index(args, "--")
	if end < 0 {
		end = len(args)
	}
	return append(slices.Clone(args[1:end]), "--"+workerFlag)
}
