package lexicon

import "testing"

func TestPhrasesHaveTheirClasses(t *testing.T) {
	for text, want := range map[string]Class{
		"Onderwerp: de brug": Subject, "Ons kenmerk 2024-1": Reference, "Uw brief van 3 mei": Reference, "Sehr geehrter Herr": Salutation,
		"Hoogachtend,": Closing, "Tafel": 0, "": 0,
	} {
		if got, at := Begins(text); got&want != want || want == 0 && (got != 0 || at != 0) {
			t.Errorf("%q begins with the classes %b up to %d, want %b", text, got, at, want)
		}
	}
	if _, at := Begins("Uw brief van 3 mei"); at != len("Uw brief van") {
		t.Errorf("the longest phrase ends at %d", at)
	}
}

func TestFaultsOfAFileAreFound(t *testing.T) {
	for _, data := range []string{"nonsense: a", "a line without a class"} {
		if (words{map[string]Class{}, map[string]Whole{}}).read(data) == nil {
			t.Errorf("%q was read without an error", data)
		}
	}
}

func TestLeadsEndBeforeTheLabel(t *testing.T) {
	for text, want := range map[string]int{
		"Antwoord op de vragen 2 en 3": len("Antwoord op de "), "Zu den Fragen 2 und 3": len("Zu den "), "Answer to question 4": len("Answer to "),
		"Antwoord op": 0, "Vraag 3": 0, "": 0,
	} {
		if got := LeadEnd(text); got != want {
			t.Errorf("the lead of %q ends at %d, want %d", text, got, want)
		}
	}
}
