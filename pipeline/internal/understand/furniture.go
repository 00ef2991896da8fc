package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/understand/annotate/lang"
)

// dropFurniture leaves out what a web page puts around its text: skip links,
// search boxes, breadcrumbs and link lists above, and lists of links below.
func dropFurniture(s *state) {
	s.dropAbove()
	s.dropBelow()
	s.dropSigns()
}

// furniture words name parts of a page around the text, in the languages that
// we know. A line that is one of them is no proof; several near each other are.
var furnitureWords = wordSet(`
	contact|sitemap|rss|help|archief|archive|privacy|privacyverklaring|cookies|copyright|disclaimer|toegankelijkheid|
	abonneren|vacatures|home|menu|zoeken|inloggen|over deze site|service|nieuwsbrief|open data|kwetsbaarheid melden|
	accessibility|subscribe|search|login|log in|sign in|about this site|legal notice|terms of use|privacy policy|
	cookie policy|cookie settings|site map|follow us|share this page|print this page|back to top|feedback|newsletter|
	kontakt|impressum|datenschutz|datenschutzerklärung|barrierefreiheit|inhaltsverzeichnis der seite|suche|anmelden|
	leichte sprache|gebärdensprache|startseite|newsletter abonnieren|nutzungsbedingungen|nach oben|seite drucken|
	vorige|volgende|vorige pagina|volgende pagina|previous|next|previous page|next page|vorherige seite|nächste seite|précédent|suivant|page suivante|
	top|about us|contact us|print options|privacy notice|browse|
	imprimer|copier le texte|copier|partager|télécharger|retourner en haut de la page|naviguer dans le sommaire|
	contactar|aviso legal|mapa|mapa web|accesibilidad|castellano|català|buscar|contatti|note legali|mappa del sito|cerca|
	plan du site|aide|accueil|mentions légales|accessibilité|données personnelles|recherche|flux rss|se connecter|
	nous contacter|haut de page|retour en haut|gestion des cookies|english|deutsch|français|nederlands|español|
	facebook|twitter|linkedin|instagram|youtube|whatsapp|mastodon|e-mail|print|delen|deel deze pagina|afdrukken|
	terug naar boven|naar boven|cookie-instellingen|cookies accepteren|proclaimer|colofon pagina`)

// skipPhrases begin lines that lead over the navigation or say where one is.
var skipPhrases = []string{
	"ga direct naar", "ga naar de inhoud", "ga naar inhoud", "ga naar hoofdinhoud", "ga naar de hoofdinhoud", "naar hoofdinhoud", "naar de hoofdinhoud", "direct naar de inhoud", "naar de inhoud", "u bevindt zich hier", "u bent hier",
	"skip to", "jump to", "you are here", "go to content", "go to main",
	"zum inhalt", "direkt zum inhalt", "sie sind hier", "zur navigation", "springe zu",
	"aller au", "aller à la", "aller directement", "vous êtes ici", "passer au contenu", "politique d",
	"logo ", "kies voor een download", "deel deze pagina", "terug naar boven", "deze website gebruikt cookies", "this site uses cookies", "this website uses cookies",
	"ir a ", "ir al ", "saltar a", "vai al ", "salta al ", "all content is available under", "from the federal register online", "retourner en haut", "naviguer dans",
	"wij gebruiken cookies", "we use cookies", "diese website verwendet cookies", "ce site utilise des cookies",
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.SplitSeq(list, "|") {
		set[strings.TrimSpace(w)] = true
	}
	return set
}

func isFurnitureWord(text string) bool {
	return len(text) < 40 && furnitureWords[strings.ToLower(text)]
}

// isSign reports whether a text can only be furniture: a form field, a
// breadcrumb, a skip link, a mark of the page's owner.
func isSign(text string) bool {
	if len(text) > 300 {
		return false
	}
	return hasField(text) || isBreadcrumb(text) || hasSkipPhrase(text) || isDownload(text) || isBracketed(text) || isOwner(text) || isGlued(text)
}

// hasField reports whether text shows an empty form field as text browsers do.
func hasField(text string) bool {
	if strings.Contains(text, " "+blankField) {
		return true
	}
	at := strings.IndexByte(text, '[')
	if at < 0 {
		return false
	}
	body := strings.TrimLeft(text[at+1:], " _")
	return len(body) < len(text)-at-1 && strings.HasPrefix(body, "]")
}

// blankField is the least of a field to fill in that is drawn as a line.
const blankField = "________"

// slash parts the names of a trail too, but also two names of one thing.
const slash = " / "

// isBreadcrumb reports whether text is a trail of short names.
func isBreadcrumb(text string) bool {
	for _, sign := range []string{" > ", " » ", " › ", slash} {
		if sign == " » " && strings.Contains(text, "«") {
			continue // it closes a quotation, as French sets it
		}
		if n := strings.Count(text, sign); n > 0 && (sign != slash || n > 1) && !endsSentence(text) && words(text) <= 6*(n+1) && startsUpper(text) &&
			count(text, unicode.IsDigit) <= 4 {
			return true
		}
	}
	return false
}

func hasSkipPhrase(text string) bool {
	if words(text) > 40 {
		return false
	}
	lower := strings.ToLower(text[:min(len(text), 60)])
	for _, p := range skipPhrases {
		if strings.HasPrefix(lower, p) {
			return !endsSentence(text) || words(text) <= 20
		}
	}
	return false
}

// isBracketed reports whether words in brackets, as text browsers show buttons,
// are all of text.
func isBracketed(text string) bool {
	if !strings.HasPrefix(text, "[") || !strings.HasSuffix(text, "]") || len(text) <= 3 {
		return false
	}
	parts := strings.Split(strings.Trim(text, "[]"), "] [")
	for _, p := range parts {
		if words(p) > 4 || isDigits(strings.TrimSpace(p)) || strings.ContainsAny(p, "[]…") || count(p, unicode.IsDigit) > 4 {
			return false
		}
	}
	return true
}

// isEnclosedCode reports whether text is the number of a paper in brackets.
func isEnclosedCode(text string) bool {
	return strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") && words(text) <= 4 && count(text, unicode.IsDigit) > 4
}

// isGlued reports whether text is a row of column heads whose gaps were lost:
// "DatumOrganisatieVergaderjaar".
func isGlued(text string) bool {
	glued := 0
	last := ' '
	for _, r := range text {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			glued++
		}
		last = r
	}
	return glued >= 2 && words(text) <= 10 && words(text) <= 4*glued && !strings.Contains(text, "://")
}

// fileFormats name the files that a page offers to load down.
var fileFormats = wordSet("pdf|odt|xml|html|epub|docx|doc|rtf|csv|txt|zip|xlsx|ods")

// isDownload reports whether text offers a file: its format, alone or with the
// size in brackets: "PDF (61 kB)".
func isDownload(text string) bool {
	format, size, _ := strings.Cut(text, " ")
	if len(text) > 30 || !fileFormats[strings.ToLower(format)] {
		return false
	}
	return size == "" || isEnclosed(size) && strings.ContainsAny(size, "0123456789") && strings.ContainsAny(size, "Bb")
}

func isOwner(text string) bool {
	return strings.HasPrefix(text, "©") && words(text) <= 8
}

// dropAbove leaves out everything above the title where a sign of furniture
// stands before the first running text.
func (s *state) dropAbove() {
	sign, rule := -1, ""
	limit := s.firstRunning()
	home := s.homeLanguage()
	for i, b := range s.blocks[:limit] {
		switch {
		case b.role == roleText && isSign(b.text) && !isOwner(b.text), // whose mark may stand under a picture
			b.role == roleItem && (hasSkipPhrase(b.text) || isDownload(b.text)):
			sign, rule = i, "above the title of a web page that shows navigation"
		case i > 0 && isFurnitureWord(b.text) && isFurnitureWord(s.blocks[i-1].text) && sign < i:
			sign, rule = i, "parts of a page one after another above the title"
		case i > 0 && sign == i-1 && b.blank == 0 && isGlued(s.blocks[i-1].text):
			sign, rule = i, "under column heads whose gaps were lost"
		case sign >= 0 && b.role == roleText && (isFurnitureWord(b.text) || isDomain(b.text)):
			sign, rule = i, "a part of a page, below its navigation"
		case i > 0 && sign == i-1 && isEnclosedCode(b.text):
			sign, rule = i, "the number of a paper in brackets, below page furniture"
		case sign == i-1 && s.isCrumb(i):
			sign, rule = i, "a numbered trail of pages"
		case i <= sign+1 && b.role == roleText && isForeign(b.text, home):
			sign, rule = i, "above the text and in another language"
		}
	}
	if sign < 0 {
		return
	}
	title := sign + 1
	for title < limit && (s.blocks[title].bullet != "" || !s.blocks[title].titleLook()) {
		title++
	}
	if title >= limit {
		title = sign + 1
	}
	title = s.pastLinks(title, limit)
	s.chrome = true
	s.dropBlocks(0, title, decision{codeFurniture, rule, "page furniture", 0.85})
}

// linkWords is how many words the name of a link in a row of links has at most.
const linkWords = 3

// pastLinks is the first line of a letterhead from block i on, where nothing but
// names of links stands between; else i.
func (s *state) pastLinks(i, limit int) int {
	for to := i; to < limit; to++ {
		b := s.blocks[to]
		if isLetterhead(b.text) {
			return to
		}
		if words(b.text) > linkWords || endsClause(b.text) || isDateline(b.text) || b.ord.style != "" {
			break
		}
	}
	return i
}

// isCrumb reports whether block i is a step of a numbered trail of pages, the
// first under a line that says where one is.
func (s *state) isCrumb(i int) bool {
	b := s.blocks[i]
	if i == 0 || b.ord.style != ast.Decimal || b.ord.label != nil || b.ord.depth() != 1 || words(b.ord.rest) > 8 || endsSentence(b.ord.rest) {
		return false
	}
	above := s.blocks[i-1]
	if b.ord.value() == 1 {
		return hasSkipPhrase(above.text)
	}
	return above.ord.style == ast.Decimal && above.ord.value() == b.ord.value()-1
}

// homeSample is how much running text tells the language.
const homeSample = 4000

// homeLanguage is the language of the running text.
func (s *state) homeLanguage() lang.Tag {
	var sample strings.Builder
	for _, b := range s.blocks {
		if running(b.text) {
			sample.WriteString(b.text)
			sample.WriteByte(' ')
		}
		if sample.Len() > homeSample {
			break
		}
	}
	home, _ := lang.Guess(sample.String())
	return home
}

// isForeign reports whether a line of some words is surely in another language.
func isForeign(text string, home lang.Tag) bool {
	if words(text) < 4 || words(text) > 16 || home == "" || allCaps(text) {
		return false
	}
	tag, e := lang.Guess(text)
	return tag != home && tag != "" && e.Share >= 0.99
}

// firstRunning is the first block of running text, or the number of blocks.
func (s *state) firstRunning() int {
	for i, b := range s.blocks {
		if b.role == roleReady || running(b.text) && !isSign(b.text) && b.bullet == "" {
			return i
		}
	}
	return len(s.blocks)
}

// dropBelow leaves out the tail of the page: short lines and lists of links
// under the last running text, where at least two of them name parts of a page.
func (s *state) dropBelow() {
	last := len(s.blocks) - 1
	for last >= 0 && (!s.blocks[last].isBody() || isPageTalk(s.blocks[last].text)) {
		last--
	}
	from := last + 1
	if last >= 0 && strings.HasSuffix(s.blocks[last].text, ":") {
		for from < len(s.blocks) && (s.blocks[from].bullet != "" || s.blocks[from].ord.style != "") {
			from++
		}
	}
	for from > 0 && from < len(s.blocks) && s.blocks[from].isShortBody() {
		from++
	}
	for from < len(s.blocks) && isEntry(s.blocks[from].text) {
		from++
	}
	hits := 0
	for _, b := range s.blocks[from:] {
		if isFurnitureWord(b.text) || isSign(b.text) {
			hits++
		}
	}
	if hits == 1 && s.chrome { // what stands above the one line may sign the text
		for !isFurnitureWord(s.blocks[from].text) && !isSign(s.blocks[from].text) {
			from++
		}
	}
	if hits >= 2 || hits == 1 && (s.chrome || from == len(s.blocks)-1 && hasSkipPhrase(s.blocks[from].text)) {
		s.dropBlocks(from, len(s.blocks), decision{codeFurniture, "below the text, where lines name parts of a web page", "page furniture", 0.85})
	}
}

// isEntry reports whether a line gives a value behind its name and a colon:
// "Griffier: M. de Boer".
func isEntry(text string) bool {
	name, value, ok := strings.Cut(text, ": ")
	return ok && words(name) <= 3 && words(value) <= 8 && startsUpper(name) && !isSign(text) && !isFurnitureWord(name)
}

// shortSentence is how many words a sentence has that can only be text.
const shortSentence = 5

// isBody reports whether a block can only be text.
func (b *block) isBody() bool {
	if b.node != nil || len(b.calls) > 0 || isLabelled(b.text) || isSignature(b.text) || isSignatory(b.text) {
		return true
	}
	if hasSkipPhrase(b.text) {
		return false
	}
	return running(b.text) || strings.HasSuffix(b.text, ":") && words(b.text) > 6 ||
		b.bullet == "" && words(b.text) >= shortSentence && startsUpper(b.text) && endsSentence(b.text) && !isSign(b.text)
}

// isShortBody reports whether a block right under text may belong to it: a
// sentence of a few words, such as closes a speech. Parts of a page end without
// a stop.
func (b *block) isShortBody() bool {
	return b.node == nil && b.bullet == "" && words(b.text) >= 3 && startsUpper(b.text) && strings.HasSuffix(b.text, ".") &&
		!isSign(b.text) && !isFurnitureWord(b.text) && !isPageTalk(b.text)
}

// ownPage names the page itself, in the languages that we know.
var ownPage = []string{"deze pagina", "deze website", "this page", "this website", "diese seite", "dieser seite", "cette page", "ce site"}

// isPageTalk reports whether a short text speaks to a visitor about the page,
// as what stands under a report on the web does: "Heeft u een vraag over deze
// pagina?".
func isPageTalk(text string) bool {
	if words(text) > 25 || !strings.Contains(text, "?") {
		return false
	}
	lower := strings.ToLower(text)
	for _, w := range ownPage {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// dropSigns leaves out single lines that can only be furniture.
func (s *state) dropSigns() {
	d := decision{codeFurniture, "a form field or a mark of ownership", "page furniture", 0.85}
	s.dropWhere(d, func(_ int, b *block) bool { return isOwner(b.text) || hasField(b.text) })
}
