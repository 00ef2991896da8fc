package icc

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the profiles and ask littlecms anew")

// TestMain writes testdata first where it is to be written.
func TestMain(m *testing.M) {
	flag.Parse()
	if *update {
		for name, data := range made() {
			if err := os.WriteFile(filepath.Join("testdata", name), data, 0o644); err != nil {
				panic(err)
			}
		}
	}
	os.Exit(m.Run())
}

func file(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// colour is a colour with the inks that littlecms gives it, in percent.
type colour struct {
	rgb  [3]float64 // 0 to 255
	inks [4]float64
}

var sources = []string{"display.icc", "wide.icc", "scanner.icc"}
var targets = []string{"press-lut16.icc", "press-lut8.icc", "press-modular.icc"}

// known reads what littlecms said of a pair of profiles; with -update its program
// transicc is asked, at full precision, with the intent and the black point of this
// package.
func known(t *testing.T, source, press string) (list []colour) {
	t.Helper()
	name := strings.TrimSuffix(source, ".icc") + "-" + strings.TrimSuffix(press, ".icc") + ".tsv"
	if *update {
		ask(t, source, press, name)
	}
	s := bufio.NewScanner(bytes.NewReader(file(t, name)))
	for s.Scan() {
		var c colour
		if _, err := fmt.Sscan(s.Text(), &c.rgb[0], &c.rgb[1], &c.rgb[2], &c.inks[0], &c.inks[1], &c.inks[2], &c.inks[3]); err != nil {
			t.Fatalf("%s: %q: %v", name, s.Text(), err)
		}
		list = append(list, c)
	}
	if len(list) != 7*7*7 {
		t.Fatalf("%s has %d colours", name, len(list))
	}
	return list
}

func ask(t *testing.T, source, press, name string) {
	t.Helper()
	var in, out bytes.Buffer
	var colours []string
	for i := range 7 * 7 * 7 {
		// Steps of 42.5 lie between those of the table, and end at both ends.
		c := fmt.Sprintf("%g\t%g\t%g", 42.5*float64(i/49), 42.5*float64(i/7%7), 42.5*float64(i%7))
		colours = append(colours, c)
		fmt.Fprintln(&in, c)
	}
	cmd := exec.Command("transicc", "-i", filepath.Join("testdata", source), "-o", filepath.Join("testdata", press), "-t1", "-b", "-c0", "-n")
	cmd.Args = []string{cmd.Args[0], "-i" + cmd.Args[2], "-o" + cmd.Args[4], "-t1", "-b", "-c0", "-n"}
	cmd.Stdin, cmd.Stdout = &in, &out
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	i := 0
	for _, line := range strings.Split(out.String(), "\n") {
		if f := strings.Fields(line); len(f) == 4 {
			b.WriteString(colours[i] + "\t" + strings.Join(f, "\t") + "\n")
			i++
		}
	}
	if err := os.WriteFile(filepath.Join("testdata", name), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestInksAreThoseOfLittleCMS: the way of each pair of profiles gives the inks of
// another engine, to a tenth of a percent, and the table for pictures looks the same:
// within two of CIE 1976, of which one is hardly seen.
func TestInksAreThoseOfLittleCMS(t *testing.T) {
	for _, source := range sources {
		for _, press := range targets {
			l, err := newLink(file(t, source), file(t, press))
			if err != nil {
				t.Fatal(source, press, err)
			}
			k, err := ForPress(file(t, source), file(t, press))
			if err != nil {
				t.Fatal(source, press, err)
			}
			worst, seen := 0.0, 0.0
			for _, c := range known(t, source, press) {
				exact := l.of(c.rgb[0]/255, c.rgb[1]/255, c.rgb[2]/255)
				printed := k.Of(uint16(math.Round(c.rgb[0]*257)), uint16(math.Round(c.rgb[1]*257)), uint16(math.Round(c.rgb[2]*257)))
				var a, b [4]float64
				for i := range exact {
					worst = max(worst, math.Abs(100*exact[i]-c.inks[i]))
					a[i], b[i] = c.inks[i]/100, float64(printed[i])/255
				}
				seen = max(seen, apart(lookOf(a), lookOf(b)))
			}
			t.Logf("%s to %s: %.3f %% of an ink, %.2f in CIE 1976", source, press, worst, seen)
			if worst > 0.1 || seen > 2 {
				t.Errorf("%s to %s: inks differ by %.3f %%, looks by %.2f", source, press, worst, seen)
			}
		}
	}
}

// lookOf is how inks look by the formula of which the presses were made.
func lookOf(inks [4]float64) [3]float64 { return labOf(times(toXYZ, lightOf(inks))) }

func apart(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}
