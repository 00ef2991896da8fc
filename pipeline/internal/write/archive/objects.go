package archive

import (
	"cmp"
	"fmt"
	"strings"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/pattern"
)

// ownMarks is the source of the marks that the package itself gives to what is in
// it: the publication's mark, a slash and the name in the package.
const ownMarks = "Octavo (naam in het aangeleverde pakket)"

func (b *builder) ownID(name string) ID { return ID{b.ids[0].Mark + "/" + name, ownMarks} }

// reference leads to the publication.
func (b *builder) reference() Reference { return Reference{b.Meta.Title, &b.ids[0]} }

func (b *builder) documentationReference() Reference {
	id := b.ownID(b.name + DocumentationSuffix)
	return Reference{"Documentatie bij: " + b.Meta.Title, &id}
}

func (b *builder) references(list []item) []Reference {
	var out []Reference
	for _, it := range list {
		id := b.ownID(it.name)
		out = append(out, Reference{it.name, &id})
	}
	return out
}

// object is the publication as an information object.
func (b *builder) object() *Object {
	o := b.common()
	o.IDs, o.Name = b.ids, b.Meta.Title
	o.Keywords = append(meta.SubjectNames(b.Meta.Subjects), b.Meta.Keywords...)
	o.Description = given(b.Meta.Description)
	o.Coverage = coverage(b.Meta.Period)
	o.Language = given(b.Meta.Lang)
	o.Events = b.events()
	if b.archive.Parent.Name != "" {
		o.PartOf = []Reference{referenceTo(b.archive.Parent)}
	}
	o.HasPart = []Reference{b.documentationReference()}
	o.Files = b.references(b.of(Source, Picture, Edition))
	o.Additional = b.references(b.of(Additional))
	o.Restriction[0].Description = b.Meta.Rights
	return o
}

// years and through are the ways of writing a period from one year, month or day to
// another.
var (
	years   = pattern.Of(`^(\d{4})\s*[-–/]\s*(\d{4})$`)
	through = pattern.Of(`^(.+?)(?:/|\s[-–]\s| t/m | tot en met | to | bis | à | au )(.+)$`)
)

// coverage is what the content is about, as far as it can be read as dates. MDTO has
// no list of terms for its type.
func coverage(period string) []Coverage {
	c := Coverage{Type: termOf("Octavo (eigen begrip)", "Periode van de inhoud", "")}
	from, to := period, ""
	for _, form := range []*pattern.Pattern{years, through} {
		if m := form.FindStringSubmatch(period); m != nil {
			from, to = m[1], m[2]
			break
		}
	}
	var begins, ends bool
	c.Begin, begins = meta.ParseDate(strings.TrimSpace(from))
	c.End, ends = meta.ParseDate(strings.TrimSpace(to))
	if !begins || to != "" && !ends {
		return nil
	}
	return []Coverage{c}
}

// documentation is what explains the formats that are no standard: an information
// object that is kept as long as the publication, by the same body.
func (b *builder) documentation() *Object {
	o := b.common()
	self := b.documentationReference()
	o.IDs, o.Name = []ID{*self.ID}, self.Name
	o.Description = []string{"JSON Schemas van het conversieverslag (" + b.name + LogSuffix + ") en van de documentboom (" + b.name + TreeSuffix + "), met hun licentie."}
	o.Language = []string{"en"}
	o.PartOf = []Reference{b.reference()}
	o.Files = b.references(b.of(Documentation))
	return o
}

// common is what both information objects share.
func (b *builder) common() *Object {
	level := termOf(listLevels, "Archiefstuk", "")
	a := b.archive
	o := &Object{
		Level: &level, Appraisal: termFrom(a.Appraisal), Creators: []Reference{referenceTo(a.Creator)},
		Restriction: []Restriction{{Type: termFrom(a.Restriction)}},
	}
	if r := *a.Retention; r != (meta.ArchiveRetention{}) {
		o.Retention = &Period{Start: r.Start, Duration: r.Duration, End: r.End}
	}
	if a.Category.Label != "" {
		category := termFrom(a.Category)
		o.Category = &category
	}
	return o
}

func termFrom(t *meta.ArchiveTerm) Term { return termOf(t.List, t.Label, t.Code) }

func referenceTo(a *meta.ArchiveID) Reference {
	if a.ID == "" {
		return Reference{Name: a.Name}
	}
	return Reference{a.Name, &ID{a.ID, a.Source}}
}

func given(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// events are what is known to have happened: publication, where its date is known,
// corrections by a person, whose time nobody noted, and the conversion by this run.
func (b *builder) events() []Event {
	var out []Event
	if b.Meta.Date != "" {
		e := Event{Type: termOf(listEvents, "Publicatie", ""), Time: b.Meta.Date}
		if b.Meta.Publisher != "" {
			e.Actor = &Reference{Name: b.Meta.Publisher}
		}
		out = append(out, e)
	}
	if n := b.History.Corrections; n > 0 {
		out = append(out, Event{Type: termOf(listEvents, "Wijziging", ""),
			Result: fmt.Sprintf("Correcties door een persoon in de controlekopie: %d. Zie %s.", n, b.name+LogSuffix)})
	}
	return append(out, Event{Type: termOf(listEvents, "Conversie", ""), Time: dateTime(b.Time), Result: b.conversion()})
}

// conversion says of what the editions were made, and by what decisions.
func (b *builder) conversion() string {
	var sources, editions []string
	for _, it := range b.of(Source) {
		sources = append(sources, it.name+" (SHA-256 "+SHA256.Sum(it.Data)+")")
	}
	for _, it := range b.of(Edition) {
		editions = append(editions, it.name+" ("+cmp.Or(it.What, it.format.Label())+")")
	}
	h := b.History
	return fmt.Sprintf("%s %s maakte van %s: %s. Beslissingen: %d, waarvan te bevestigen: %d; plaatsen waar iets is weggelaten: %d. Zie %s.",
		b.Program, b.Version, strings.Join(sources, ", "), strings.Join(editions, ", "), h.Decisions, h.Doubtful, h.Dropped, b.name+LogSuffix)
}

// record is a file's sidecar.
func (b *builder) record(it item, represents Reference) *Record {
	r := &Record{
		IDs: []ID{b.ownID(it.name)}, Name: it.name, Size: len(it.Data),
		Format:     termOf(listFormats, it.format.Label(), it.format.Code),
		Checksums:  []Checksum{{termOf(listChecksums, SHA256.MDTO, ""), SHA256.Sum(it.Data), dateTime(b.Time)}},
		Represents: represents,
	}
	if it.Original != "" {
		r.IDs = append(r.IDs, ID{it.Original, "Oorspronkelijke bestandsnaam"})
	}
	return r
}
