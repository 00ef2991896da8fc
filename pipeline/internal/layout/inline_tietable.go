package layout

import "strings"

// common is what every language holds together.
const (
	commonHolds = "€ $ £ § §§ № ©"
	commonUnits = "% ‰ € kg g mg t km m cm mm m² m2 m³ m3 km² km2 ha l ml °C kW kWh MW MWh GWh TWh MB GB TB Hz kHz MHz GHz"
)

// tieTable is by language; tiesFor shortens a tag until it fits. To add a
// language, add a row.
var tieTable = map[string]*ties{
	"": {holds: words(commonHolds), units: words(commonUnits)},
	"nl": {
		holds:  words(commonHolds + " dr. drs. ir. ing. mr. prof. ds. dhr. mw. mevr. St. Sint"),
		refs:   words("nr. nrs. nummer art. artt. artikel lid p. pp. pag. blz. bladzijde par. paragraaf hfst. hoofdstuk bijlage tabel figuur deel noot jrg. afl. vgl. ca. ± circa jo. stb. stcrt. trb. stuk dossier"),
		units:  words(commonUnits + " mln mld mln. mld. miljoen miljard procent euro fte jaar uur km/u Stb Stcrt"),
		months: words("januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr jun jul aug sep sept okt nov dec"),
		series: words("Kamerstukken Kamerstuk Handelingen Aanhangsel Kamer"),
	},
	"en": {
		holds:  words(commonHolds + " Dr Dr. Mr Mr. Mrs Mrs. Ms Ms. Prof. St."),
		refs:   words("no. nos. art. article p. pp. page para. paragraph sec. section ch. chapter annex table figure fig. part note vol. cf. c. ca."),
		units:  words(commonUnits + " million billion percent euros pounds"),
		months: words("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"),
		series: words("Chapter Part Annex Title"),
	},
	"de": {
		holds:  words(commonHolds + " Dr. Prof. Hr. Fr. St."),
		refs:   words("nr. art. artikel abs. s. seite kap. kapitel anhang tabelle abb. abbildung teil bd. vgl. ca. rn."),
		units:  words(commonUnits + " Mio Mrd Mio. Mrd. Millionen Milliarden Prozent Euro"),
		months: words("januar februar märz april mai juni juli august september oktober november dezember"),
		series: words("Kapitel Teil Anhang Band"),
	},
	"fr": {
		holds:  words(commonHolds + " « M. MM. Mme Mmes Mlle Dr Pr St n° nos"),
		refs:   words("n° art. article p. pp. page par. paragraphe chap. chapitre annexe tableau figure fig. partie note vol. cf. env."),
		signs:  words("» : ; ! ?"),
		units:  words(commonUnits + " millions million milliards milliard euros"),
		months: words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
		series: words("Chapitre Partie Annexe Titre Livre"),
	},
}

// tiesFor returns the ties of a BCP 47 tag, those of every language where it
// has none of its own.
func tiesFor(tag string) *ties {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if t := tieTable[base]; t != nil {
		return t
	}
	return tieTable[""]
}
