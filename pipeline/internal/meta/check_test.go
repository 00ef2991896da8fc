package meta

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestChecks: a value in its canonical form, or what the message names.
func TestChecks(t *testing.T) {
	cases := []struct{ path, value, canonical, fault string }{
		{"identifiers.isbn", "978-90-12-34567-5", "978-90-12-34567-5", ""},
		{"identifiers.isbn", "ISBN 978 90 12 34567 5", "978 90 12 34567 5", ""},
		{"identifiers.isbn", "978–90–12–34567–5", "978-90-12-34567-5", ""},
		{"identifiers.isbn", "9789012345675", "9789012345675", ""},
		{"identifiers.isbn", "90-12-34567-7", "90-12-34567-7", ""},
		{"identifiers.isbn", "90-12-34567-0", "", "90-12-34567-7"},
		{"identifiers.isbn", "0-306-40615-2", "0-306-40615-2", ""},
		{"identifiers.isbn", "0-8044-2957-x", "0-8044-2957-x", ""},
		{"identifiers.isbn", "978-90-12-34567-0", "", "978-90-12-34567-5"},
		{"identifiers.isbn", "5012345678900", "", "978 or 979"},
		{"identifiers.isbn", "978-90-12-34567", "", "13 digits"},
		{"identifiers.isbn", "97890X2345675", "", "13 digits"},
		{"identifiers.issn", "2049-3630", "2049-3630", ""},
		{"identifiers.issn", "ISSN 20493630", "2049-3630", ""},
		{"identifiers.issn", "2434-561x", "2434-561X", ""},
		{"identifiers.issn", "2049-3631", "", "2049-3630"},
		{"identifiers.issn", "2049-363", "", "groups of four"},
		{"identifiers.doi", "10.2861/12345", "10.2861/12345", ""},
		{"identifiers.doi", "https://doi.org/10.2861/12345", "10.2861/12345", ""},
		{"identifiers.doi", "http://dx.doi.org/10.2861/12345", "10.2861/12345", ""},
		{"identifiers.doi", "doi:10.1000.10/a(b)c", "10.1000.10/a(b)c", ""},
		{"identifiers.doi", "11.2861/12345", "", "10."},
		{"identifiers.doi", "10.2861", "", "slash"},
		{"identifiers.uri", "https://www.example.org/a?b=c#d", "https://www.example.org/a?b=c#d", ""},
		{"identifiers.uri", "urn:nbn:nl:ui:13-abc", "urn:nbn:nl:ui:13-abc", ""},
		{"identifiers.uri", "www.example.org", "", "scheme"},
		{"identifiers.uri", "https://example.org/a b", "", "without spaces"},
		{"identifiers.uuid", "urn:uuid:ACA56117-e80e-8e12-97e3-6b80abf31797", "aca56117-e80e-8e12-97e3-6b80abf31797", ""},
		{"identifiers.uuid", "aca56117", "", "log file"},
		{"date", "2025-05-21", "2025-05-21", ""},
		{"date", "2025-5-1", "2025-05-01", ""},
		{"date", "2025-05", "2025-05", ""},
		{"date", "2025", "2025", ""},
		{"date", "2025-05-21T10:00:00+02:00", "2025-05-21", ""},
		{"date", "21 mei 2025", "2025-05-21", ""},
		{"date", "21 May 2025", "2025-05-21", ""},
		{"date", "May 21, 2025", "2025-05-21", ""},
		{"date", "21. Mai 2025", "2025-05-21", ""},
		{"date", "21 mai 2025", "2025-05-21", ""},
		{"date", "1er mai 2025", "2025-05-01", ""},
		{"date", "1. März 2025", "2025-03-01", ""},
		{"date", "août 2025", "2025-08", ""},
		{"date", "woensdag 21 mei 2025", "2025-05-21", ""},
		{"date", "2025-13-45", "", "exists"},
		{"date", "31 februari 2025", "", "exists"},
		{"date", "29 februari 2024", "2024-02-29", ""},
		{"date", "5-4-2025", "", "2025-04-05, or 2025-05-04"},
		{"date", "21-05-2025", "", "2025-05-21"},
		{"date", "voorjaar 2025", "", "'period'"},
		{"modified", "2025-05-21", "2025-05-21", ""},
		{"modified", "2025-05-21T16:30:00+02:00", "2025-05-21T14:30:00Z", ""},
		{"modified", "21 mei 2025", "2025-05-21", ""},
		{"modified", "2025", "", "write the day"},
		{"lang", "nl", "nl", ""},
		{"lang", "de-AT", "de-AT", ""},
		{"lang", "zh-Hant-TW", "zh-Hant-TW", ""},
		{"lang", "und", "", "says that the language is not known"},
		{"lang", "und-Hebr", "", "says that the language is not known"},
		{"lang", "i-klingon", "i-klingon", ""},
		{"lang", "Dutch", "", "write nl"},
		{"lang", "Nederlands", "", "write nl"},
		{"lang", "Français", "", "write fr"},
		{"lang", "klingon", "", "write tlh"},
		{"lang", "“nl”", "", "write nl"},
		{"lang", "nl_NL", "", "write nl-NL"},
		{"lang", "nld", "", "write nl"},
		{"lang", "dut-BE", "", "write nl-BE"},
		{"lang", "en-UK", "", "write en-GB"},
		{"lang", "nl-ZQ", "", "nl, en, de-AT"},
		{"lang", "xx", "", "nl, en, de-AT"},
		{"certifier.level", "WCAG 2.2 AA", "WCAG 2.2 AA", ""},
		{"certifier.level", "wcag 2.1  Level A", "WCAG 2.1 A", ""},
		{"certifier.level", "AA", "", "such as WCAG 2.2 AA"},
		{"certifier.level", "WCAG 2.3 AA", "", "such as WCAG 2.2 AA"},
		{"certifier.level", "WCAG 2.2 AAAA", "", "such as WCAG 2.2 AA"},
		{"archive.retention.duration", "p75y", "P75Y", ""},
		{"archive.retention.duration", "P1Y6M", "P1Y6M", ""},
		{"archive.retention.duration", "75 jaar", "", "P75Y"},
		{"archive.retention.duration", "P", "", "P75Y"},
		{"archive.retention.duration", "P3W", "", "P75Y"}, // XML Schema has no weeks
		{"archive.retention.start", "21 mei 2025", "2025-05-21", ""},
		{"archive.retention.start", "2025-05", "", "write the day"},
		{"archive.retention.end", "2086", "2086", ""},
		{"inference", "done", "done", ""},
		{"inference", "yes", "", "write done"},
	}
	for _, c := range cases {
		got, fault := checks[c.path](c.value)
		switch {
		case got != c.canonical || (fault != nil) != (c.fault != ""):
			t.Errorf("%s: %q gives %q, %v", c.path, c.value, got, fault)
		case fault != nil && !strings.Contains(fault.Cause+"; "+fault.Remedy, c.fault):
			t.Errorf("%s: %q: %q in %v", c.path, c.value, c.fault, fault)
		case fault == nil:
			if again, _ := checks[c.path](got); again != got {
				t.Errorf("%s: %q is not canonical: it becomes %q", c.path, got, again)
			}
		}
	}
}

// The check digit finds every wrong digit and every exchange of neighbours that
// the standards promise: all for weights modulo eleven, all single digits
// for those modulo ten.
func TestCheckDigitsFindWrongDigits(t *testing.T) {
	for _, c := range []struct{ path, number string }{
		{"identifiers.isbn", "9789012345675"}, {"identifiers.isbn", "0306406152"}, {"identifiers.issn", "2049-3630"},
	} {
		for i, r := range c.number {
			for d := '0'; d <= '9'; d++ {
				wrong := c.number[:i] + string(d) + c.number[i+1:]
				if _, fault := checks[c.path](wrong); r != '-' && (fault == nil) != (d == r) {
					t.Errorf("%s for %s: %v", wrong, c.number, fault)
				}
			}
		}
	}
}

func TestModifiedTime(t *testing.T) {
	for value, want := range map[string]time.Time{
		"":                     {},
		"2025-05-21":           time.Date(2025, 5, 21, 0, 0, 0, 0, time.UTC),
		"2025-05-21T14:30:00Z": time.Date(2025, 5, 21, 14, 30, 0, 0, time.UTC),
	} {
		if got := (Meta{Modified: value}).ModifiedTime(); !got.Equal(want) {
			t.Errorf("%q: %v", value, got)
		}
	}
}

// Check leaves out what is wrong, and changes nothing of what it was copied from.
func TestCheckOfAWebPage(t *testing.T) {
	id := &Identifiers{ISBN: &ISBN{Any: "1"}, Dossier: "36410"}
	m := Meta{Title: "a", Date: "21 mei 2025", Lang: "Dutch", Identifiers: id}
	var faults []string
	m.Check(func(key, value string, _ *Fault) { faults = append(faults, key+"="+value) })
	if got := strings.Join(faults, " "); got != "lang=Dutch identifiers.isbn=1" {
		t.Error(got)
	}
	if m.Date != "2025-05-21" || m.Lang != "" || m.Identifiers.ISBN != nil || m.Identifiers.Dossier != "36410" || id.ISBN.Any != "1" {
		t.Errorf("%+v %+v %+v", m, m.Identifiers, id)
	}
}

// TestSlips reads testdata/slips.txt.
func TestSlips(t *testing.T) {
	data, err := os.ReadFile("testdata/slips.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")[1:]
	if len(lines)%2 != 0 || len(lines) < 100 {
		t.Fatalf("%d lines", len(lines))
	}
	for i := 0; i < len(lines); i += 2 {
		file, err := strconv.Unquote(lines[i])
		if err != nil {
			t.Fatalf("line %d: %v", i+2, err)
		}
		_, err = Parse("m.yaml", []byte(file))
		got := "-"
		if err != nil {
			got = strings.ReplaceAll(err.Error(), "\n", "\n\t")
		}
		if want := strings.TrimPrefix(lines[i+1], "\t"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", lines[i], got, want)
		}
	}
}

// What a remedy says to write can be read, and holds the text that was meant.
func TestRemediesCanBeRead(t *testing.T) {
	for slip, want := range map[string]string{
		"title: Verslag: deel 1\n": "Verslag: deel 1", "title: \"Verslag\n": "Verslag", "title: 'Rapport '95'\n": "Rapport '95",
		"title: \"A\" en B\n": `"A" en B`, "title:Verslag\n": "Verslag", "title: “Verslag: 1”\n": "Verslag: 1", "title: a \\ : b\n": `a \ : b`,
	} {
		_, err := Parse("m.yaml", []byte(slip))
		if err == nil {
			t.Errorf("%q is no slip", slip)
			continue
		}
		_, remedy, _ := strings.Cut(err.Error(), "title: ")
		if m, err := Parse("m.yaml", []byte("title: "+remedy)); err != nil || m.Title != want {
			t.Errorf("%q: the remedy %q gives %q, %v", slip, remedy, m.Title, err)
		}
	}
}
