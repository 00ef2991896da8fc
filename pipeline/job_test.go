package pipeline

import (
	"cmp"
	"slices"
	"strings"
	"testing"
)

// A job that a program has not filled is refused in words that say what it
// lacks, by every way in.
func TestUnfilledJobIsRefused(t *testing.T) {
	part := []Part{{Name: "a.txt", Data: []byte("Een tekst van een regel.")}}
	for want, job := range map[string]Job{
		"has no parts":                 {Name: "a"},
		`the job's name is ""`:         {Parts: part},
		`the job's name is "b/a"`:      {Name: "b/a", Parts: part},
		`"docx" is not an edition; `:   {Name: "a", Parts: part, Editions: []string{"pdf", "docx"}},
		"older format (.doc)":          {Name: "a", Parts: []Part{{Name: "a.doc"}}},
		`extension ".doq" is not know`: {Name: "a", Parts: []Part{{Name: "a.doq"}}},
	} {
		var sink MemSink
		_, err := Convert(t.Context(), job, &sink)
		if err == nil || !strings.Contains(err.Error(), want) || sink.Files() != nil {
			t.Errorf("Convert gives %v, want %q", err, want)
		}
		if _, err := Inspect(t.Context(), job); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Inspect gives %v, want %q", err, want)
		}
	}
}

// Whoever listens hears each finding of the result once; nobody need listen.
func TestFindingsAreHeardAsTheyAreMade(t *testing.T) {
	job := sampleJob(t)
	var heard []Finding
	job.Log = func(f Finding) { heard = append(heard, f) }
	_, result := convert(t, job)
	want := slices.Clone(result.Findings)
	for _, list := range [][]Finding{heard, want} {
		slices.SortFunc(list, func(a, b Finding) int {
			return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
		})
	}
	if len(want) == 0 || !slices.Equal(heard, want) {
		t.Errorf("%d findings were heard, of %d", len(heard), len(want))
	}
}

// Each finding says what it is and by which rule, and is doubtful as the log
// defines it.
func TestFindingIsComplete(t *testing.T) {
	_, result := convert(t, sampleJob(t))
	for _, f := range result.Findings {
		if f.Code == "" || f.Message == "" || f.Rule == "" || f.Confidence <= 0 || f.Doubtful != (f.Confidence < 0.7 || f.Severity != SeverityInfo) {
			t.Errorf("%+v", f)
		}
	}
}

// A form that is none is refused.
func TestFormsOfADocument(t *testing.T) {
	for form, begins := range map[TreeForm]string{FormMarkdown: "---\n", FormJSON: "{", FormDump: "meta\n"} {
		data, findings, err := Normalise(t.Context(), sampleJob(t), form)
		if err != nil || len(findings) == 0 || !strings.HasPrefix(string(data), begins) || !IsTreeForm(form) {
			t.Errorf("%s begins with %.20q, %v", form, data, err)
		}
	}
	if _, _, err := Normalise(t.Context(), sampleJob(t), "docx"); err == nil || !strings.Contains(err.Error(), "md, json, pandoc, docling or dump") {
		t.Errorf("the error is %v", err)
	}
}
