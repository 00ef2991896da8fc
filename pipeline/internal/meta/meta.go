// Package meta holds what is known about a publication beside its text: its fields,
// their YAML, how two sources of them are joined.
package meta

import (
	"slices"

	"octavo/pipeline/internal/diag"
)

// Meta is what is known about the publication beside its text. The yaml names
// are those of NAME.yaml, of a Markdown file's front matter and of canonical
// Markdown. Empty fields are not known.
type Meta struct {
	Title     string   `yaml:"title,omitempty" json:"title,omitempty"`
	Subtitle  string   `yaml:"subtitle,omitempty" json:"subtitle,omitempty"`
	Lang      string   `yaml:"lang,omitempty" json:"lang,omitempty"`
	Publisher string   `yaml:"publisher,omitempty" json:"publisher,omitempty"`
	Creators  []Person `yaml:"creators,omitempty" json:"creators,omitempty"`
	// Contributors helped and are not named as creators.
	Contributors []Person `yaml:"contributors,omitempty" json:"contributors,omitempty"`
	// Date is the day, month or year of publication in ISO 8601's form.
	Date string `yaml:"date,omitempty" json:"date,omitempty"`
	// Modified is when the publication was last changed: a day, or a time of
	// RFC 3339 in UTC. The editions carry it in place of the run's time.
	Modified string `yaml:"modified,omitempty" json:"modified,omitempty"`
	Period   string `yaml:"period,omitempty" json:"period,omitempty"`
	Edition  string `yaml:"edition,omitempty" json:"edition,omitempty"`
	// Series is what the publication is a part of.
	Series *Series `yaml:"series,omitempty" json:"series,omitempty"`
	// Source is the publication that this one was made from (DCMI, source).
	Source      string       `yaml:"source,omitempty" json:"source,omitempty"`
	Identifiers *Identifiers `yaml:"identifiers,omitempty" json:"identifiers,omitempty"`
	Rights      string       `yaml:"rights,omitempty" json:"rights,omitempty"`
	Description string       `yaml:"description,omitempty" json:"description,omitempty"`
	Keywords    []string     `yaml:"keywords,omitempty" json:"keywords,omitempty"`
	Subjects    []Subject    `yaml:"subjects,omitempty" json:"subjects,omitempty"`
	Cover       *Cover       `yaml:"cover,omitempty" json:"cover,omitempty"`
	Logo        *Logo        `yaml:"logo,omitempty" json:"logo,omitempty"`
	// Lists are the lists behind the contents, in this order: ListTables, ListFigures.
	Lists []string `yaml:"lists,omitempty" json:"lists,omitempty"`
	// Fonts says whether the EPUB holds its faces: FontsEmbed, as where it is empty, or
	// FontsNone.
	Fonts string `yaml:"fonts,omitempty" json:"fonts,omitempty"`
	// Style is the path of a style sheet in the input's folder.
	Style     string     `yaml:"style,omitempty" json:"style,omitempty"`
	Certifier *Certifier `yaml:"certifier,omitempty" json:"certifier,omitempty"`
	Archive   *Archive   `yaml:"archive,omitempty" json:"archive,omitempty"`
	Print     *Print     `yaml:"print,omitempty" json:"print,omitempty"`
	// Inference is InferenceDone where links, abbreviations and languages were
	// marked already, so that what a person takes out does not come back.
	Inference string `yaml:"inference,omitempty" json:"inference,omitempty"`
	// Digest is that of the review copy as Octavo made it, whatever a person
	// changed since; it is no part of what is known about the publication. Being
	// the last field, it is the last line of the front matter.
	Digest string `yaml:"digest,omitempty" json:"-"`

	places map[string]diag.Pos // by key, of what was read from files
}

// The values of Meta.Fonts.
const (
	FontsEmbed = "embed"
	FontsNone  = "none"
)

// InferenceDone is the one value of Meta.Inference.
const InferenceDone = "done"

// Identifiers are the publication's numbers.
type Identifiers struct {
	ISBN    *ISBN  `yaml:"isbn,omitempty" json:"isbn,omitempty"`
	ISSN    string `yaml:"issn,omitempty" json:"issn,omitempty"`
	DOI     string `yaml:"doi,omitempty" json:"doi,omitempty"`
	Dossier string `yaml:"dossier,omitempty" json:"dossier,omitempty"`
	Number  string `yaml:"number,omitempty" json:"number,omitempty"`
	URI     string `yaml:"uri,omitempty" json:"uri,omitempty"`
	// UUID was made for a publication that had none of the others, and is kept
	// in its review copy.
	UUID string `yaml:"uuid,omitempty" json:"uuid,omitempty"`
}

// Cover is a picture for the cover; without one the cover is made from the
// metadata.
type Cover struct {
	Image string `yaml:"image" json:"image"`
	Alt   string `yaml:"alt" json:"alt"`
}

// Logo is the mark of who publishes, on the title page. Place names where it stands
// besides: LogoCover, LogoHead.
type Logo struct {
	Image string   `yaml:"image" json:"image"`
	Alt   string   `yaml:"alt" json:"alt"`
	Place []string `yaml:"place,omitempty" json:"place,omitempty"`
}

// The lists that can stand behind the contents.
const (
	ListTables  = "tables"
	ListFigures = "figures"
)

// The places of a logo. That on the title page is its first one, whether it is named
// or not; the others repeat it.
const (
	LogoTitlePage = "title-page"
	LogoCover     = "cover" // the front of the cover for the binder
	LogoHead      = "head"  // in place of the running head of the text's first page
)

// At reports whether the logo stands at one of the places.
func (l *Logo) At(place string) bool {
	return l != nil && l.Image != "" && (place == LogoTitlePage || slices.Contains(l.Place, place))
}

// InHead reports whether the logo stands in the head of the text's first page too.
func (l *Logo) InHead() bool { return l.At(LogoHead) }

// Certifier is who vouches for accessibility (EPUB Accessibility 1.1, 4.2).
// Level is what the publication was found to conform to, "WCAG 2.2 AA": without
// it nothing is claimed.
type Certifier struct {
	Name       string `yaml:"name" json:"name"`
	Level      string `yaml:"level,omitempty" json:"level,omitempty"`
	Credential string `yaml:"credential,omitempty" json:"credential,omitempty"`
	Report     string `yaml:"report,omitempty" json:"report,omitempty"`
}

// Print is how the publication is printed. Condition is the printing condition by
// its name in the ICC's registry (www.color.org), FOGRA51 for instance. Paper is
// what PaperThickness reads, Spine the width of the back where the binder gives
// it, Barcode the size of the bar code in percent.
type Print struct {
	Condition string `yaml:"condition,omitempty" json:"condition,omitempty"`
	Paper     string `yaml:"paper,omitempty" json:"paper,omitempty"`
	Spine     string `yaml:"spine,omitempty" json:"spine,omitempty"`
	Barcode   string `yaml:"barcode,omitempty" json:"barcode,omitempty"`
}
