package main

import (
	"encoding/json"
	"errors"
	"math"
	"path/filepath"
	"slices"
	"time"

	"octavo/pipeline"
)

// The lines of --log json are one JSON value each: every finding of an input as
// in its log file, then a summary, or an error for each thing that was wrong.
// Their "type" tells them apart.
type (
	findingLine struct {
		Type  string `json:"type"` // finding
		Input string `json:"input"`
		pipeline.Finding
	}
	summaryLine struct {
		Type     string     `json:"type"` // summary
		Input    string     `json:"input"`
		Files    []fileLine `json:"files"`
		Pages    int        `json:"pages"`
		Claims   []string   `json:"claims"`
		Seconds  float64    `json:"seconds"`
		Doubtful int        `json:"doubtful"`
	}
	fileLine struct {
		Path   string   `json:"path"`
		What   string   `json:"what"`
		Claims []string `json:"claims"`
	}
	errorLine struct {
		Type    string       `json:"type"` // error
		Input   string       `json:"input,omitempty"`
		Pos     pipeline.Pos `json:"pos"`
		Message string       `json:"message"`
		Hint    string       `json:"hint,omitempty"`
	}
)

// outputError says that standard output cannot be written.
type outputError struct{ error }

// writeLine writes a value as one line to standard output.
func (env *environment) writeLine(value any) error {
	enc := json.NewEncoder(env.out.w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return &outputError{pipeline.FileError("standard output", err)}
	}
	return nil
}

// writeLines writes the findings about an input and, where it was built, the
// summary.
func (b *builder) writeLines(t target, result pipeline.Result, built bool, took time.Duration) error {
	name := shown(t.input)
	for _, f := range result.Findings {
		if err := b.env.writeLine(findingLine{"finding", name, f}); err != nil {
			return err
		}
	}
	if !built {
		return nil
	}
	line := summaryLine{Type: "summary", Input: name, Files: []fileLine{}, Claims: []string{}, Pages: result.Pages,
		Seconds: math.Round(took.Seconds()*1000) / 1000, Doubtful: result.Doubtful}
	for _, f := range result.Files {
		claims := append([]string{}, f.Claims...) // none are [], not null
		line.Files = append(line.Files, fileLine{filepath.Join(t.dir, f.Name), f.What, claims})
		for _, c := range claims {
			if !slices.Contains(line.Claims, c) {
				line.Claims = append(line.Claims, c)
			}
		}
	}
	return b.env.writeLine(line)
}

// writeErrors writes a line for each of the errors that err joins.
func (env *environment) writeErrors(input string, err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			if failed := env.writeErrors(input, e); failed != nil {
				return failed
			}
		}
		return nil
	}
	line := errorLine{Type: "error", Input: input, Message: err.Error()}
	var fault *pipeline.InputError
	if errors.As(err, &fault) {
		line.Pos, line.Message, line.Hint = fault.Pos, fault.Message, fault.Remedy
	}
	return env.writeLine(line)
}
