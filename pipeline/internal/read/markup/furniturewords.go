package markup

import "strings"

// furnitureWords are the words in the names of a site's furniture.
var furnitureWords = wordSet(`
	ad ads advert advertisement advertising addthis banner breadcrumb breadcrumbs byline comment comments commenting cookie cookies
	disqus footer follow gallery hidden kruimelpad login masthead menu meta modal nav navbar navigation newsletter offscreen
	outbrain pager paging pagination paywall player popular popup promo promoted promotion rating recirc recommended recommendation
	recommendations related search share shared sharing shares shortcuts sidebar signin signup skip social sponsored subscribe
	subscription taboola tabs tags teaser toolbar toolbox tools tooltip topics trending utility widget widgets
	deel delen deelbalk gerelateerd zoeken voet voettekst kop reclame
	fusszeile kopfzeile werbung teilen verwandt suche brotkrumen
	partager partage pied entete publicite recherche fil ariane`)

// foreignWords are those that name a part as what others wrote or where the
// reader might go next.
var foreignWords = wordSet(`
	ads advert advertisement advertising comment comments commenting cookie cookies disqus gallery newsletter outbrain taboola popular promo
	promoted recirc recommended recommendation recommendations related sidebar sponsored subscribe trending
	gerelateerd verwandt werbung publicite reclame`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// linkPhrases are what links and buttons of such parts say, in small letters and
// without the signs around them: in English, Dutch, German and French.
var linkPhrases = lineSet(`
	skip to content
	skip to main content
	skip to navigation
	skip navigation
	jump to navigation
	jump to content
	back to top
	back to the top
	return to top
	top of page
	to top
	top
	contents
	back to contents
	share this
	share this article
	share this page
	share this story
	print
	print this page
	print version
	print this article
	printer friendly version
	printer-friendly version
	email this page
	send
	send this page
	tweet
	read more
	sign in
	log in
	subscribe
	naar de inhoud
	naar inhoud
	direct naar de inhoud
	direct naar inhoud
	ga naar de inhoud
	ga direct naar inhoud
	ga direct naar de inhoud
	naar het menu
	naar het hoofdmenu
	terug naar boven
	naar boven
	terug naar het overzicht
	terug naar overzicht
	inhoudsopgave
	deel deze pagina
	deel dit artikel
	delen
	afdrukken
	afdrukversie
	printversie
	versturen
	doorsturen
	print deze pagina
	direkt zum inhalt
	zum inhalt
	zum inhalt springen
	zum hauptinhalt
	zum hauptinhalt springen
	zur navigation
	nach oben
	zum seitenanfang
	zurück zum seitenanfang
	zurück zur übersicht
	drucken
	drucken senden
	seite drucken
	druckversion
	druckansicht
	senden
	versenden
	weiterempfehlen
	seite teilen
	teilen
	aller au contenu
	aller au contenu principal
	aller au menu
	aller au menu principal
	aller à la navigation
	haut de page
	retour en haut
	retour en haut de page
	retour au sommaire
	imprimer
	imprimer cette page
	version imprimable
	version à imprimer
	envoyer
	envoyer par courriel
	envoyer par mail
	partager
	partager cette page
	partager cet article`)

// scrapPhrases are what such parts say between links, and their headings.
var scrapPhrases = lineSet(`
	advertisement
	advertising
	report this ad
	share
	share this
	share this article
	share this page
	share this story
	you may also like
	you might also like
	related articles
	related content
	related stories
	more on this story
	most popular
	this video is not available
	your browser does not support the video tag
	please enable javascript
	deel deze pagina
	deel dit artikel
	dit vind je misschien ook leuk
	gerelateerde artikelen
	advertentie
	uw browser ondersteunt geen video
	seite teilen
	anzeige
	das könnte sie auch interessieren
	mehr zum thema
	partager cette page
	partager cet article
	publicité
	à lire aussi`)

// sitePages are what the links to the pages say that sites of offices have at their foot.
var sitePages = lineSet(`
	legal notice
	legal
	disclaimer
	copyright
	privacy
	privacy policy
	privacy statement
	cookies
	cookie policy
	accessibility
	accessibility statement
	terms of use
	terms and conditions
	contact
	contact us
	sitemap
	site map
	privacyverklaring
	toegankelijkheid
	toegankelijkheidsverklaring
	cookieverklaring
	impressum
	datenschutz
	datenschutzerklärung
	barrierefreiheit
	erklärung zur barrierefreiheit
	kontakt
	mentions légales
	données personnelles
	politique de confidentialité
	accessibilité
	plan du site`)

func lineSet(lines string) map[string]bool {
	set := map[string]bool{}
	for _, l := range strings.Split(strings.TrimSpace(lines), "\n") {
		set[strings.TrimSpace(l)] = true
	}
	return set
}
