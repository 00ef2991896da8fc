package hostile

import (
	"fmt"
	"strings"
)

// described is a sound text with metadata beside it.
func described(name, yaml string) Case {
	return Case{Name: "metadata, " + name, Files: []File{file("x.md", head), file("x.yaml", yaml)}}
}

// metadata are YAML files, and the same at the head of a text.
func metadata() []Case {
	bomb := "a0: &a0 [ha, ha]\n" + numbered(60, func(i int) string {
		return fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 10), ", "))
	})
	merges := "a0: &a0 {b: c}\n" + numbered(60, func(i int) string {
		return fmt.Sprintf("a%d: &a%d {<<: *a%d, c%d: *a%d}\n", i+1, i+1, i, i, i)
	})
	var all []Case
	for _, c := range []struct{ name, yaml string }{
		{"laughing aliases", bomb + "title: Verslag\nkeywords: *a60\n"},
		{"laughing keywords", "title: Verslag\nkeywords: &a [a, *a]\n"},
		{"merges", merges + "title: Verslag\n"},
		{"an alias of itself", "title: &a [*a]\n"},
		{"an alias of nothing", "title: *a\n"},
		{"lists, 100,000 deep", "title: " + strings.Repeat("[", 100_000)},
		{"maps, 10,000 deep", "title: " + strings.Repeat("{a: ", 10_000)},
		{"blocks, 5,000 deep", numbered(1_200, func(i int) string { return strings.Repeat(" ", i) + "a:\n" })},
		{"lists of lists in one line", strings.Repeat("- ", 50_000)},
		{"one key 100,000 times", strings.Repeat("title: a\n", 50_000)},
		{"100,000 keys", numbered(50_000, func(i int) string { return fmt.Sprintf("a%d: b\n", i) })},
		{"100,000 keywords", "keywords:\n" + numbered(50_000, func(i int) string { return fmt.Sprintf("- a%d\n", i) })},
		{"20,000 authors", "creators:\n" + numbered(20_000, func(i int) string { return fmt.Sprintf("- Auteur %d\n", i) })},
		{"a title of a million letters", "title: " + strings.Repeat("a", 1_000_000)},
		{"a title of a million words", "title: " + strings.Repeat("a ", 400_000)},
		{"a title of a million lines", "title: |\n" + strings.Repeat("  a\n", 200_000)},
		{"a number without end", "title: " + strings.Repeat("9", 500_000)},
		{"a date without end", "date: 99999999999-99-99\n"},
		{"a date of a million digits", "date: " + strings.Repeat("9", 1_000_000)},
		{"a language of a million letters", "lang: " + strings.Repeat("a-", 400_000)},
		{"an ISBN of a million digits", "identifiers: {isbn: \"" + strings.Repeat("9", 1_000_000) + "\"}\n"},
		{"signs of control", "title: \"a\\0b\\x01\\ud800\\uffff\"\n"},
		{"nulls", "title: a\x00b\n"},
		{"tags", "title: !!binary AAAA\ncreators: !!python/object:os.system [a]\nkeywords: !<tag:a> b\n"},
		{"many documents", strings.Repeat("---\ntitle: a\n", 50_000)},
		{"open quotes", "title: \"" + strings.Repeat("a\n", 200_000)},
		{"tabs", strings.Repeat("\t", 200_000)},
		{"brackets of all kinds", strings.Repeat("[{", 50_000)},
		{"comments", strings.Repeat("# a\n", 200_000) + "title: a\n"},
		{"a cover outside", "cover: {image: ../geheim.png, alt: a}\n"},
		{"a cover of the system", "cover: {image: /etc/passwd, alt: a}\n"},
		{"a logo outside", "logo: {image: ../geheim.svg, alt: a}\n"},
		{"a style outside", "style: ../geheim.css\n"},
		{"a style of the system", "style: /etc/passwd\n"},
		{"noise", string(noise(most))},
	} {
		all = append(all, described(c.name, c.yaml))
	}
	for _, c := range []struct{ name, yaml string }{
		{"laughing aliases", "---\n" + bomb + "title: *a60\n---\n"},
		{"lists, 100,000 deep", "---\ntitle: " + strings.Repeat("[", 100_000) + "\n---\n"},
		{"TOML lists, 100,000 deep", "+++\ntitle = " + strings.Repeat("[", 100_000) + "\n+++\n"},
		{"TOML tables, 100,000 deep", "+++\n[" + strings.Repeat("a.", 100_000) + "a]\n+++\n"},
		{"TOML tables", "+++\n" + numbered(30_000, func(i int) string { return fmt.Sprintf("[[a%d.b]]\nc=1\n", i) }) + "+++\n"},
	} {
		all = append(all, either(text("head of Markdown, "+c.name, "x.md", func() string { return c.yaml + "\n" + head })))
	}
	return all
}

// books are tables of files that lead outside, in rings, or to nothing.
func books() []Case {
	book := func(name, yaml string, files ...File) Case {
		return Case{Name: "book, " + name, Command: "build book.yaml --lang nl", Files: append([]File{file("book.yaml", yaml), file("a.md", head)}, files...)}
	}
	secret := file("../geheim.md", "# "+Secret+"\n\n"+Secret+"\n")
	return []Case{
		book("a file outside", "title: Boek\nfiles: [a.md, ../geheim.md]\n", secret),
		book("a file outside by a way round", "title: Boek\nfiles: [a.md, sub/../../geheim.md]\n", secret, file("sub/b.md", head)),
		book("a file of the system", "title: Boek\nfiles: [a.md, /etc/passwd]\n"),
		book("a file by a link", "title: Boek\nfiles: [a.md, b.md]\n", File{Name: "b.md", Link: "../geheim.md"}, secret),
		book("a folder by a link", "title: Boek\nfiles: [a.md, sub/geheim.md]\n", File{Name: "sub", Link: ".."}, secret),
		book("a link to itself", "title: Boek\nfiles: [a.md, b.md]\n", File{Name: "b.md", Link: "b.md"}),
		book("a book in a book", "title: Boek\nfiles: [a.md, book.yaml]\n"),
		book("the same file 20,000 times", "title: Boek\nfiles: ["+strings.TrimSuffix(strings.Repeat("a.md, ", 20_000), ", ")+"]\n"),
		book("a folder as a file", "title: Boek\nfiles: [a.md, sub]\n", file("sub/b.md", head)),
		book("no file", "title: Boek\nfiles: []\n"),
		book("files that are not there", "title: Boek\nfiles: [a.md, b.md]\n"),
		book("an address", "title: Boek\nfiles: [a.md, \"http://example.nl/b.md\"]\n"),
		book("names with signs of control", "title: Boek\nfiles: [a.md, \"b\\0.md\", \"c\\n.md\", \"\"]\n"),
		book("a device", "title: Boek\nfiles: [a.md, /dev/zero]\n"),
		book("a device by a link", "title: Boek\nfiles: [a.md, b.md]\n", File{Name: "b.md", Link: "/dev/zero"}),
		book("lists, 100,000 deep", "title: Boek\nfiles: "+strings.Repeat("[", 100_000)+"\n"),
		book("parts in parts", "title: Boek\nparts:\n"+numbered(1_000, func(i int) string {
			return strings.Repeat("  ", i) + "- title: a\n" + strings.Repeat("  ", i) + "  parts:\n"
		})),
	}
}

// names are names and links that lead out of the folder.
func names() []Case {
	outside := []File{
		{Name: "../geheim.png", Data: func() []byte { return append(small("a.png"), Secret...) }},
		file("../geheim.txt", Secret+"\n"), file("../geheim.md", Secret+"\n"), file("../geheim.html", "<p>"+Secret+"</p>"),
	}
	of := func(name, input, text string, more ...File) Case {
		return Case{Name: "names, " + name, Sound: true, Files: append(append([]File{file(input, text)}, more...), outside...)}
	}
	md := func(name, target string, more ...File) Case {
		return of(name, "x.md", head+"![Een prent]("+target+")\n\n[een]("+target+")\n", more...)
	}
	html := func(name, target string) Case {
		return of(name+" of a page", "x.html", htmlHead+"<p><img alt=a src=\""+target+"\"><a href=\""+target+"\">een</a><iframe src=\""+target+"\"></iframe><object data=\""+target+"\"></object><link rel=stylesheet href=\""+target+"\">")
	}
	command := func(name, command string, more ...File) Case {
		c := either(of(name, "x.md", head, more...))
		c.Command = command
		return c
	}
	var all []Case
	for _, t := range []string{"../geheim.png", "sub/../../geheim.png", "..%2Fgeheim.png", "%2e%2e/geheim.png", `..\geheim.png`, `..&#47;geheim.png`, "/etc/passwd", "file:///etc/passwd", "//example.nl/a.png",
		"C:/Windows/win.ini", "a.png?../../geheim.png", "a.png#../../geheim.png", "%00.png", "/dev/zero", "/dev/stdin", "...//geheim.png", "./../geheim.png"} {
		all = append(all, md("to "+t, "<"+t+">"), html("to "+t, t))
	}
	all = append(all,
		md("a picture by a link", "a.png", File{Name: "a.png", Link: "../geheim.png"}),
		md("a picture by a link to a device", "a.png", File{Name: "a.png", Link: "/dev/zero"}),
		md("a picture in a folder by a link", "sub/geheim.png", File{Name: "sub", Link: ".."}),
		md("a picture by a ring of links", "a.png", File{Name: "a.png", Link: "b.png"}, File{Name: "b.png", Link: "a.png"}),
		md("a picture that is a folder", "a.png", file("a.png/b", "")),
		of("a file that is put in", "x.md", head+"--8<-- \"../geheim.md\"\n\n{{< include ../geheim.md >}}\n\n```{include} ../geheim.md\n```\n\n<!-- include ../geheim.md -->\n\n![[../geheim.md]]\n"),
		command("a name that leads outside", "build x.md --lang nl --name ../y"),
		command("a name for standard input that leads outside", "build - --lang nl --name ../../y"),
		command("a folder that is a file", "build x.md --lang nl -o x.md"),
		command("a folder in a file", "build x.md --lang nl -o x.md/out"),
		command("a folder by a link to nothing", "build x.md --lang nl -o out", File{Name: "out", Link: "../nergens"}),
		command("a folder by a ring of links", "build x.md --lang nl -o out", File{Name: "out", Link: "out"}),
		command("results that are links", "build x.md --lang nl", File{Name: "out/x.pdf", Link: "../../geheim.txt"}, File{Name: "out/x.md", Link: "../../geheim.md"}),
		command("results that are links, by force", "build x.md --lang nl --force", File{Name: "out/x.pdf", Link: "../../geheim.txt"}, File{Name: "out/x.md", Link: "../../geheim.md"}),
		command("results that are folders", "build x.md --lang nl --force", file("out/x.pdf/a", "een")),
		command("an input that is a ring of links", "build y.md --lang nl", File{Name: "y.md", Link: "y.md"}),
		command("an input that is a device", "build y.md --lang nl", File{Name: "y.md", Link: "/dev/zero"}),
		command("an input that is a folder", "build y.md --lang nl", file("y.md/a", "")),
		command("an input that is not there", "build y.md --lang nl"),
		command("metadata that are a device", "build x.md --lang nl --meta /dev/zero"),
	)
	for _, n := range []string{".md", "...md", "-.md", "con.md", "a\nb.md", "a\x1b[31m.md", "é\u202e.md", strings.Repeat("a", 250) + ".md", "a:b*c?.md", "\xff.md", "a'b\"c$(d).md"} {
		c := either(of(fmt.Sprintf("an input called %.20q", n), n, head))
		c.Command = "build ./* --lang nl"
		all = append(all, c)
	}
	return all
}
