package pipeline

import (
	"bytes"
	"io"
	"sync"
)

// MemSink keeps the files of one run in memory. The zero MemSink is ready.
type MemSink struct {
	mu        sync.Mutex
	pending   map[string]*bytes.Buffer
	committed map[string][]byte
}

// Create implements Sink.
func (s *MemSink) Create(name string) (io.Writer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pending == nil {
		s.pending = map[string]*bytes.Buffer{}
	}
	s.pending[name] = &bytes.Buffer{}
	return s.pending[name], nil
}

// Commit implements Sink.
func (s *MemSink) Commit() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.committed = make(map[string][]byte, len(s.pending))
	for name, b := range s.pending {
		s.committed[name] = b.Bytes()
	}
	s.pending = nil
	return nil
}

// Abort implements Sink.
func (s *MemSink) Abort() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = nil
}

// Files are the run's files by their names; nil until they are committed.
func (s *MemSink) Files() map[string][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.committed
}
