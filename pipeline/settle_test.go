package pipeline

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// The caller's time and the environment's go before the metadata's, and that
// before the files' and the moment of reading; none is an error.
func TestTimeByRank(t *testing.T) {
	given, modified := time.Date(2026, 2, 3, 4, 5, 6, 789, time.FixedZone("", 3600)), time.Date(2025, 5, 21, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		time     time.Time
		from     TimeSource
		modified string
		want     time.Time
		wantFrom TimeSource
	}{
		{given, TimeFromCaller, "2025-05-21", given, TimeFromCaller},
		{given, TimeFromEnvironment, "2025-05-21", given, TimeFromEnvironment},
		{given, TimeFromFiles, "2025-05-21", modified, TimeFromMetadata},
		{given, TimeFromReading, "2025-05-21", modified, TimeFromMetadata},
		{given, TimeFromFiles, "", given, TimeFromFiles},
		{given, TimeFromReading, "", given, TimeFromReading},
		{time.Time{}, TimeFromCaller, "2025-05-21", modified, TimeFromMetadata},
	} {
		job, log := Job{Time: c.time, TimeFrom: c.from}, &diag.Log{}
		if err := settleTime(&job, &meta.Meta{Modified: c.modified}, log); err != nil {
			t.Fatal(err)
		}
		if !job.Time.Equal(c.want.Truncate(time.Second)) || job.TimeFrom != c.wantFrom || job.Time.Location() != time.UTC {
			t.Errorf("%+v: %v from %s", c, job.Time, job.TimeFrom)
		}
		said := log.Count(func(d diag.Diagnostic) bool { return strings.Contains(d.Hint, "SOURCE_DATE_EPOCH") }) == 1
		if said != (c.wantFrom == TimeFromReading) {
			t.Errorf("%+v: findings %v", c, log.All())
		}
	}
	if err := settleTime(&Job{}, &meta.Meta{}, &diag.Log{}); err == nil || !strings.Contains(err.Error(), "Job.Time") {
		t.Errorf("without a time: %v", err)
	}
}

func TestParseEpoch(t *testing.T) {
	if got, err := ParseEpoch("1700000000"); err != nil || !got.Equal(time.Date(2023, 11, 14, 22, 13, 20, 0, time.UTC)) {
		t.Errorf("%v, %v", got, err)
	}
	for _, wrong := range []string{"", "yesterday", "-1", "1.5", "253402300800"} {
		if _, err := ParseEpoch(wrong); err == nil || !strings.Contains(err.Error(), "seconds since 1970") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func mill(name, front, text string) Job {
	data := "---\ntitle: Molens\nlang: nl\n" + front + "---\n\n# 1. Een\n\n" + text + "\n"
	return Job{Name: name, Source: name + ".md", Time: runTime, Editions: []string{"epub"}, Parts: []Part{{Name: name + ".md", Data: []byte(data)}}}
}

// A mended letter or another file's name leaves the publication what it is; another
// value that names it makes another one.
func TestIdentifierIsNotTheTexts(t *testing.T) {
	identifier := func(job Job) string {
		_, result := convert(t, job)
		return result.Identifier
	}
	first := identifier(mill("molens", "", "De sluis is opem."))
	if again := identifier(mill("molens", "", "De sluis is open.")); again != first || !strings.HasPrefix(first, "urn:uuid:") {
		t.Errorf("%s became %s", first, again)
	}
	if same := identifier(mill("brief", "", "x")); same != first {
		t.Errorf("the file's name makes it %s", same)
	}
	for _, other := range []Job{mill("molens", "period: \"2023\"\n", "x"), mill("molens", "identifiers: {number: 7}\n", "x")} {
		if id := identifier(other); id == first {
			t.Errorf("%s has the same: %s", other.Source, id)
		}
	}
	untitled := func(text string) Job {
		return Job{Name: "a", Source: "a.md", Time: runTime, Editions: []string{"epub"}, Parts: []Part{{Name: "a.md", Data: []byte("---\nlang: nl\n---\n\nDe sluis is " + text + " voor wie er door wil.\n")}}}
	}
	if a, b := identifier(untitled("open")), identifier(untitled("dicht")); a == b {
		t.Errorf("two publications that nothing names have both %s", a)
	}
	if id := identifier(mill("molens", "identifiers: {isbn: 978-90-12-34567-5}\n", "x")); id != "urn:isbn:9789012345675" {
		t.Error(id)
	}
}

// The identifier is kept in the review copy, also when a person corrects the
// title there, and stands in the log with the run's time.
func TestIdentifierIsKept(t *testing.T) {
	files, first := convert(t, mill("molens", "", "Tekst."))
	made := func(r Result) int {
		n := 0
		for _, f := range r.Findings {
			if f.Code == string(codeIdentifierMade) && strings.Contains(f.Message, "weak") {
				n++
			}
		}
		return n
	}
	copied := bytes.Replace(files["molens.md"], []byte("title: Molens"), []byte("title: Watermolens"), 1)
	job := mill("molens", "", "")
	job.Parts[0].Data = copied
	files, second := convert(t, job)
	if second.Identifier != first.Identifier || made(first) != 1 || made(second) != 0 {
		t.Errorf("%s became %s; %d and %d findings", first.Identifier, second.Identifier, made(first), made(second))
	}
	var log struct{ Time, Time_from, Identifier, Identifier_from string }
	if err := json.Unmarshal(files["molens.log.json"], &log); err != nil {
		t.Fatal(err)
	}
	if log.Time != "2026-02-03T04:05:06Z" || log.Time_from != "" || log.Identifier != first.Identifier || log.Identifier_from != "identifiers.uuid" {
		t.Errorf("%+v", log)
	}
}

// Two publications of one run never have one identifier.
func TestIdentifierThatIsTaken(t *testing.T) {
	job := mill("molens", "identifiers: {uri: \"urn:example:7\"}\n", "x")
	job.Taken = map[string]string{"urn:example:7": "brief.md"}
	sink := &MemSink{}
	_, err := Convert(t.Context(), job, sink)
	if err == nil || !strings.Contains(err.Error(), "molens.md: its identifier urn:example:7 is also that of brief.md; give each its own") || sink.Files() != nil {
		t.Errorf("%v, files %v", err, sink.Files())
	}
}

// The editions carry the run's time and no other, and the date of publication
// only where it was given.
func TestEditionsCarryTheRunsTime(t *testing.T) {
	for front, date := range map[string]string{"": "", "date: 21 mei 2025\n": "<dc:date>2025-05-21</dc:date>"} {
		job := mill("molens", front, "Tekst.")
		job.Editions = DefaultEditions()
		files, _ := convert(t, job)
		pdf := string(files["molens.pdf"])
		for _, want := range []string{"<xmp:CreateDate>2026-02-03T04:05:06Z", "<xmp:ModifyDate>2026-02-03T04:05:06Z", "<xmp:MetadataDate>2026-02-03T04:05:06Z"} {
			if !strings.Contains(pdf, want) {
				t.Errorf("the PDF has no %s", want)
			}
		}
		opf := inZip(t, files["molens.epub"], "package.opf")
		if !strings.Contains(opf, `<meta property="dcterms:modified">2026-02-03T04:05:06Z</meta>`) || strings.Count(opf, "<dc:date>") != strings.Count(date, "<dc:date>") || !strings.Contains(opf, date) {
			t.Errorf("%q: %s", front, opf)
		}
	}
}
