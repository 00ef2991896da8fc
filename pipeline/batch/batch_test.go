package batch

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"time"

	"octavo/pipeline"
)

// memShelf keeps files in memory and counts how often they were made.
type memShelf struct {
	made int
	held bool
	full bool
	// review is the last review page.
	review string
}

func (s *memShelf) Sink() pipeline.Sink {
	if s.full {
		return fullSink{}
	}
	s.made++
	s.held = true
	return &pipeline.MemSink{}
}
func (s *memShelf) Holds(Outcome) bool { return s.held }
func (s *memShelf) Sized(files []pipeline.File) ([]File, error) {
	sized := make([]File, len(files))
	for i, f := range files {
		sized[i] = File{Name: f.Name}
	}
	return sized, nil
}

func (s *memShelf) Look(Outcome) (title, cover string) { return "A title", "" }

func (s *memShelf) Review(key string, page []byte) (string, error) {
	s.review = string(page)
	return "review of " + key, nil
}

// fullSink is a disk without room.
type fullSink struct{}

func (fullSink) Create(string) (io.Writer, error) { return nil, errors.New("no space left on device") }
func (fullSink) Commit() error                    { return nil }
func (fullSink) Abort()                           {}

func testJob(text string) pipeline.Job {
	return pipeline.Job{Name: "r", Source: "r.md", Editions: []string{"html"}, Time: time.Unix(1700000000, 0),
		Parts: []pipeline.Part{{Name: "r.md", Data: []byte("---\nlang: en\n---\n\n# A title\n\n" + text + "\n")}},
		Load:  func(string) ([]byte, error) { return nil, fs.ErrNotExist }}
}

func convertKeyed(ctx context.Context, job pipeline.Job, store Store, shelf Shelf) (Outcome, error) {
	key, err := job.Key()
	if err != nil {
		return Outcome{}, err
	}
	return Convert(ctx, job, key, store, shelf)
}

func TestConvertMakesEachJobOnce(t *testing.T) {
	store, shelf := NewDirStore(t.TempDir()), &memShelf{}
	convert := func(job pipeline.Job, want State) Outcome {
		t.Helper()
		o, err := convertKeyed(context.Background(), job, store, shelf)
		if err != nil || o.State != want {
			t.Fatalf("%+v, %v; want %s", o, err, want)
		}
		return o
	}
	first := convert(testJob("Some text."), Done)
	if again := convert(testJob("Some text."), Skipped); again.Key != first.Key || again.Title != "A title" || len(again.Files) != len(first.Files) {
		t.Errorf("%+v is not what was done: %+v", again, first)
	}
	convert(testJob("Other text."), Done)
	later := testJob("Some text.")
	later.Time = later.Time.Add(time.Hour)
	convert(later, Done)
	shelf.held = false // somebody took the files away
	convert(testJob("Some text."), Done)
	if shelf.made != 4 {
		t.Errorf("made %d times, want 4", shelf.made)
	}
}

func TestConvertKeysWhatIsLoaded(t *testing.T) {
	store, shelf := NewDirStore(t.TempDir()), &memShelf{}
	picture := `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>`
	job := func() pipeline.Job {
		j := testJob("![A map](map.svg)")
		j.Load = func(name string) ([]byte, error) {
			if name != "map.svg" {
				return nil, fs.ErrNotExist
			}
			return []byte(picture), nil
		}
		return j
	}
	for _, want := range []State{Done, Skipped} {
		if o, err := convertKeyed(context.Background(), job(), store, shelf); err != nil || o.State != want {
			t.Fatalf("%+v, %v; want %s", o, err, want)
		}
	}
	picture += "<!-- changed -->"
	if o, err := convertKeyed(context.Background(), job(), store, shelf); err != nil || o.State != Done {
		t.Fatalf("with another picture: %+v, %v", o, err)
	}
}

// A report with doubtful decisions, and no other, has a page to confirm them on.
func TestConvertKeepsReviewPages(t *testing.T) {
	for text, doubtful := range map[string]bool{
		"# A title\n\nSome text.\n": false,
		"A report\n\nThis text has no mark-up at all, and its first line may be a title or not.\n": true,
	} {
		job := testJob("")
		job.Parts[0].Data = []byte(text)
		if doubtful {
			job.Parts[0].Name = "r.txt"
		}
		shelf := &memShelf{}
		o, err := convertKeyed(context.Background(), job, NewDirStore(t.TempDir()), shelf)
		if err != nil || o.State != Done {
			t.Fatalf("%+v, %v", o, err)
		}
		if (o.Doubtful > 0) != doubtful || (o.Review == "review of "+o.Key) != doubtful || strings.Contains(shelf.review, "has no mark-up at all") != doubtful {
			t.Errorf("%q: %d doubtful, review %q:\n%s", text, o.Doubtful, o.Review, shelf.review)
		}
	}
}

func TestConvertTellsFaultsApart(t *testing.T) {
	store := NewDirStore(t.TempDir())
	timeless := testJob("Text.")
	timeless.Time = time.Time{}
	for name, c := range map[string]struct {
		job     pipeline.Job
		shelf   *memShelf
		machine bool
	}{
		"no time":   {timeless, &memShelf{}, false},
		"full disk": {testJob("Text."), &memShelf{full: true}, true},
	} {
		o, err := convertKeyed(context.Background(), c.job, store, c.shelf)
		if err != nil || o.State != Failed || o.Machine != c.machine || o.Light() != "red" {
			t.Errorf("%s: %+v, %v", name, o, err)
		}
	}
}

func TestConvertLeavesNothingOfABrokenOffRun(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var interrupted *pipeline.InterruptedError
	store := NewDirStore(t.TempDir())
	if _, err := convertKeyed(ctx, testJob("Text."), store, &memShelf{}); !errors.As(err, &interrupted) {
		t.Fatalf("%v, want an interruption", err)
	}
	key, _ := testJob("Text.").Key()
	if _, found := store.Loads(key); found {
		t.Error("a run that was broken off counts as done")
	}
}

func TestShards(t *testing.T) {
	for text, want := range map[string]Shard{"0/1": {0, 1}, "3/4": {3, 4}} {
		if got, err := ParseShard(text); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "4/4", "-1/2", "1", "a/b", "0/0"} {
		if got, err := ParseShard(text); err == nil {
			t.Errorf("%q: %v", text, got)
		}
	}
	for _, key := range []string{"00000000ff", "00000001ff", "89abcdefff", "ffffffff00"} {
		shares := 0
		for i := range 3 {
			if (Shard{i, 3}).Has(key) {
				shares++
			}
		}
		if shares != 1 || !(Shard{}).Has(key) {
			t.Errorf("%s lies in %d of three shares", key, shares)
		}
	}
}

func TestShardFromSchedulers(t *testing.T) {
	for name, c := range map[string]struct {
		env  map[string]string
		want Shard
		bad  bool
	}{
		"none":             {nil, Shard{}, false},
		"Kubernetes":       {map[string]string{"JOB_COMPLETION_INDEX": "2", "JOB_COMPLETIONS": "5"}, Shard{2, 5}, false},
		"Cloud Run":        {map[string]string{"CLOUD_RUN_TASK_INDEX": "0", "CLOUD_RUN_TASK_COUNT": "2"}, Shard{0, 2}, false},
		"AWS Batch":        {map[string]string{"AWS_BATCH_JOB_ARRAY_INDEX": "1", "AWS_BATCH_JOB_ARRAY_SIZE": "2"}, Shard{1, 2}, false},
		"Slurm from 1":     {map[string]string{"SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "1"}, Shard{0, 4}, false},
		"no total":         {map[string]string{"JOB_COMPLETION_INDEX": "2"}, Shard{}, true},
		"beyond the total": {map[string]string{"SLURM_ARRAY_TASK_ID": "4", "SLURM_ARRAY_TASK_COUNT": "4"}, Shard{}, true},
	} {
		got, err := ShardFrom(func(k string) string { return c.env[k] })
		if got != c.want || (err != nil) != c.bad {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}
