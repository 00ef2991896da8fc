package pipeline

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/style"
	"octavo/styles"
)

// officeStyle is the style sheet that a job brings: what lies around it, and each
// file of it that was read. A nil one is no sheet.
type officeStyle struct {
	name string // of the sheet in its folder
	dir  string // the sheet's folder, as load has it
	load func(name string) ([]byte, error)
	// files are what was read, in order, by paths from the sheet's folder.
	files []styleFile
	faces []font.Given
}

// styleFile is a file of an office's style: a sheet or a face.
type styleFile struct {
	name string // from the sheet's folder, with slashes
	data []byte
}

// styleSuffix names the folder beside a review copy that holds its style.
const styleSuffix = "-style"

// codeFaceEmbedding is the finding about what an office's face allows.
const codeFaceEmbedding diag.Code = "face-embedding"

var _ = diag.Register(map[diag.Code]string{
	codeFaceEmbedding: "What a face of a style sheet says about being part of documents; one that an EPUB may not hold is left out of it.",
})

// openStyle reads the sheet that a job or its metadata name, all that it
// imports, and its faces, and gives the set that holds them too. Its findings
// are those of the first house sheet; the editions read it again in silence.
func openStyle(job Job, doc *ast.Document, faces *font.Set, log *diag.Log) (*officeStyle, *font.Set, error) {
	name, load, pos := doc.Meta.Style, job.Load, doc.Meta.Place("style")
	if job.Style != "" {
		name, load, pos = job.Style, job.LoadStyle, diag.Pos{}
	}
	if name == "" {
		return nil, faces, nil
	}
	s, err := readStyle(name, load, pos)
	if err != nil {
		return nil, nil, err
	}
	sheet, err := s.sheet(firstSheet, log)
	if err != nil {
		return nil, nil, asInput(err)
	}
	if faces, err = s.withFaces(faces, sheet.Faces, log); err != nil {
		return nil, nil, asInput(err)
	}
	doc.Meta.Style = job.Name + styleSuffix + "/" + s.name
	return s, faces, nil
}

// firstSheet is the house sheet with which a style is looked at.
const firstSheet = "screen.css"

// readStyle reads the sheet itself.
func readStyle(name string, load func(string) ([]byte, error), pos diag.Pos) (*officeStyle, error) {
	if load == nil {
		return nil, asInput(&diag.Fault{Pos: pos, Msg: fmt.Sprintf("the style sheet %s cannot be read: what comes from standard input has no folder", name),
			Remedy: "name the sheet with --style"})
	}
	s := &officeStyle{name: path.Base(name), dir: path.Dir(name), load: load}
	if _, err := s.read(s.name); err != nil {
		remedy := "put it beside the text, or take the line out"
		if isHouseSheet(name) {
			remedy = fmt.Sprintf("%s is a house sheet: write a sheet of your own that imports it; octavo styles init makes one", houseName(name))
		}
		return nil, asInput(&diag.Fault{Pos: pos, Msg: fmt.Sprintf("the style sheet %s cannot be read: %v", name, plainCause(err)), Remedy: remedy})
	}
	return s, nil
}

func plainCause(err error) string {
	cause, _ := inPlainWords(err)
	return cause
}

// maxSheet is the size in bytes up to which a style sheet is read.
const maxSheet = 4 << 20

// read reads a file by its path from the sheet's folder, once.
func (s *officeStyle) read(name string) ([]byte, error) {
	if i := slices.IndexFunc(s.files, func(f styleFile) bool { return f.name == name }); i >= 0 {
		return s.files[i].data, nil
	}
	data, err := s.find(name)
	if path.Ext(name) == ".css" && len(data) > maxSheet {
		return nil, fmt.Errorf("it has more than %d MB, and a sheet of the house has less than a hundredth of one; take out of it what is no style", maxSheet>>20)
	}
	if err == nil {
		s.files = append(s.files, styleFile{name, data})
	}
	return data, err
}

// find looks for a file under its path and, where the sheet lies beside a
// review copy, under the name that it has there.
func (s *officeStyle) find(name string) ([]byte, error) {
	if strings.HasSuffix(s.dir, styleSuffix) {
		if data, err := s.load(path.Join(s.dir, laidStyle(name))); err == nil {
			return data, nil
		}
	}
	return s.load(path.Join(s.dir, name))
}

// laidStyle is a file's name in the one folder beside a review copy.
func laidStyle(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "../", "up/"), "/", "-")
}

// houseName is a house sheet's file: its name may go without the ending.
func houseName(name string) string {
	if path.Ext(name) == "" {
		return name + ".css"
	}
	return name
}

func isHouseSheet(name string) bool {
	_, err := styles.Files.ReadFile(houseName(name))
	return err == nil
}

// sheet is the office's sheet for an edition that a house sheet styles. What it
// imports of the house is that edition's own sheet, so that one sheet serves
// every edition; one that imports none stands behind it.
func (s *officeStyle) sheet(house string, log *diag.Log) (*style.Sheet, error) {
	l := sheetLoader{office: s, house: house}
	own := ownName(s.name)
	if s.importsHouse() {
		data, err := s.read(s.name)
		if err != nil {
			return nil, err
		}
		return style.ParseFrom(kindOfSheet(house), own, data, l.load, log)
	}
	return style.ParseFrom(kindOfSheet(house), "", fmt.Appendf(nil, "@import %q;\n@import %q;\n", house, "./"+s.name), l.load, log)
}

// importsHouse reports whether the sheet, or one that it imports, imports a
// house sheet.
func (s *officeStyle) importsHouse() bool {
	found := false
	l := sheetLoader{office: s, house: firstSheet, met: func() { found = true }}
	data, err := s.read(s.name)
	if err == nil {
		_, err = style.ParseFrom(kindOfSheet(firstSheet), ownName(s.name), data, l.load, &diag.Log{})
	}
	return found || err != nil
}

// sheetLoader finds sheets for one edition.
type sheetLoader struct {
	office *officeStyle
	house  string // the edition's house sheet
	met    func() // is called on each house sheet; may be nil
}

// ownName tells an office's sheet from the house's in findings' places and in
// imports: a path from the office's folder has a dot and a slash in front.
func ownName(name string) string { return "./" + name }

// load implements style.Loader. A bare name of a house sheet is the house's;
// with ./ in front it is a file beside the sheet.
func (l sheetLoader) load(from, name string) (string, []byte, error) {
	fromHouse := from != "" && !strings.HasPrefix(from, "./")
	if fromHouse || isHouseSheet(name) {
		name = houseName(name)
		if !fromHouse {
			name = standsFor(name, l.house)
		}
		if l.met != nil {
			l.met()
		}
		data, err := styles.Files.ReadFile(name)
		return name, data, err
	}
	file, err := l.office.beside(from, name)
	if err != nil {
		return "", nil, err
	}
	data, err := l.office.read(file)
	if err != nil {
		return "", nil, errors.New(plainCause(err))
	}
	return ownName(file), data, nil
}

// beside is the path from the office's folder of what a sheet there names.
func (s *officeStyle) beside(from, name string) (string, error) {
	if strings.Contains(name, `\`) || path.IsAbs(name) {
		return "", errors.New("it is no path from the sheet's folder; write it with slashes and without a beginning")
	}
	return path.Join(path.Dir(strings.TrimPrefix(from, "./")), name), nil
}

// standsFor is the house sheet that an edition takes where an office's sheet
// imports another: the imported one where both are of one kind, as print-b5.css
// in a printed edition, or is what the sheets of all pages begin with;
// else the edition's own.
func standsFor(imported, own string) string {
	if kindOfSheet(imported) == kindOfSheet(own) || imported == "base.css" && slices.Contains([]string{"screen", "print"}, kindOfSheet(own)) {
		return imported
	}
	return own
}

// kindOfSheet is a house sheet's name up to the hyphen.
func kindOfSheet(name string) string {
	kind, _, _ := strings.Cut(strings.TrimSuffix(name, ".css"), "-")
	return kind
}

// withFaces reads and checks the faces that the sheet names.
func (s *officeStyle) withFaces(set *font.Set, rules []style.FaceRule, log *diag.Log) (*font.Set, error) {
	if len(rules) == 0 {
		return set, nil
	}
	for _, rule := range rules {
		given, err := s.face(rule, log)
		if err != nil {
			return nil, err
		}
		s.faces = append(s.faces, given)
	}
	return set.With(s.faces)
}

// face reads and checks one face.
func (s *officeStyle) face(rule style.FaceRule, log *diag.Log) (font.Given, error) {
	pos := rule.Pos
	file, err := s.beside(rule.From, rule.File)
	var data []byte
	if err == nil {
		data, err = s.read(file)
	}
	if err != nil {
		return font.Given{}, &diag.Fault{Pos: pos, Msg: fmt.Sprintf("the face %s of %q cannot be read: %v", rule.File, rule.Family, plainCause(err)),
			Remedy: "put its TrueType file beside the sheet"}
	}
	allowed, err := font.Trust(file, data)
	if err != nil {
		return font.Given{}, &diag.Fault{Pos: pos, Msg: fmt.Sprintf("the face of %q cannot be used: %v", rule.Family, err)}
	}
	d := diag.Diagnostic{Code: codeFaceEmbedding, Pos: pos, Rule: "a face's licence flags hold (OpenType 1.9, OS/2)",
		Message: fmt.Sprintf("%s may be used %s", file, allowed.Words)}
	if !allowed.InPublications {
		d.Severity, d.Message = diag.Warning, d.Message+"; it is left out of the EPUB, which would hold it whole"
		d.Hint = "nothing, where the EPUB may have another face; else ask the foundry for a licence and a file that says so"
	}
	log.Add(d)
	return font.Given{Name: file, Family: rule.Family, Weight: rule.Weight, Italic: rule.Italic, Data: data, Publishable: allowed.InPublications}, nil
}

// put lays the style beside the review copy.
func (s *officeStyle) put(sink Sink, name string, result *Result) error {
	if s == nil {
		return nil
	}
	folder := name + styleSuffix + "/"
	for _, f := range s.files {
		if err := put(sink, folder+laidStyle(f.name), f.data); err != nil {
			return err
		}
	}
	result.addFile(folder, "the style sheet of the copy, with its faces")
	return nil
}
