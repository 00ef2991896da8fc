package batch

import (
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of several equal shares of the documents, told apart by their keys. The
// zero Shard is all of them.
type Shard struct{ Index, Of int } // from 0

// ParseShard reads "I/N", the share I of N, from 0.
func ParseShard(text string) (Shard, error) {
	index, of, both := strings.Cut(text, "/")
	i, err := strconv.Atoi(index)
	n, errN := strconv.Atoi(of)
	if !both || err != nil || errN != nil || i < 0 || n < 1 || i >= n {
		return Shard{}, fmt.Errorf("%q is no share; give I/N, such as 0/4 for the first of four", text)
	}
	return Shard{i, n}, nil
}

// taskIndexes are the variables in which schedulers tell a process its number and how many
// there are: Kubernetes' Indexed Job (which tells no total), Cloud Run jobs, AWS Batch
// arrays and Slurm's arrays.
var taskIndexes = []struct{ index, of, first string }{
	{"JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", ""},
	{"CLOUD_RUN_TASK_INDEX", "CLOUD_RUN_TASK_COUNT", ""},
	{"AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", ""},
	{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN"},
}

// ShardFrom reads the share from a scheduler's variables; without them it is everything.
// An index without a total is an error: each process would do all the work.
func ShardFrom(getenv func(string) string) (Shard, error) {
	for _, v := range taskIndexes {
		index := getenv(v.index)
		if index == "" {
			continue
		}
		if getenv(v.of) == "" {
			return Shard{}, fmt.Errorf("%s is set and %s is not; set it to the number of processes, or give --shard I/N", v.index, v.of)
		}
		i, err := strconv.Atoi(index)
		if first, errFirst := strconv.Atoi(getenv(v.first)); err == nil && errFirst == nil {
			i -= first
		}
		shard, err := ParseShard(fmt.Sprintf("%d/%s", i, getenv(v.of)))
		if err != nil {
			return shard, fmt.Errorf("%s is %q and %s %q: %w", v.index, index, v.of, getenv(v.of), err)
		}
		return shard, nil
	}
	return Shard{}, nil
}

// Has reports whether a job's key, in hexadecimal digits, lies in the share.
func (s Shard) Has(key string) bool {
	const digits = 8 // as many as a number of 32 bits has
	if s.Of < 2 || len(key) < digits {
		return true
	}
	n, err := strconv.ParseUint(key[:digits], 16, 32)
	return err != nil || int(n)%s.Of == s.Index
}
