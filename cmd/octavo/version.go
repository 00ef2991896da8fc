package main

import (
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func versionCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:         "version",
		Usage:        "print the program's version",
		OnUsageError: onUsageError,
		Action:       func(*cli.Context) error { return env.printVersion() },
	}
}

// printVersion prints the version, and of what source the program was built, as
// far as Go has noted it.
func (env *environment) printVersion() error {
	info, _ := debug.ReadBuildInfo()
	env.out.printf("octavo %s (%s)\n", pipeline.Version, strings.Join(append(commitOf(info), runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH), ", "))
	return nil
}

// commitOf tells the commit, its day in UTC, and whether files differed from it.
func commitOf(info *debug.BuildInfo) []string {
	if info == nil {
		return nil
	}
	noted := map[string]string{}
	for _, s := range info.Settings {
		noted[s.Key] = s.Value
	}
	revision := noted["vcs.revision"]
	if len(revision) < 12 {
		return nil
	}
	told := []string{"commit " + revision[:12]}
	if day, _, found := strings.Cut(noted["vcs.time"], "T"); found {
		told = append(told, day)
	}
	if noted["vcs.modified"] == "true" {
		told = append(told, "with changes")
	}
	return told
}
