// Package axecore_test has axe-core, in headless Chromium, prove that every file of
// the sample's EPUB holds to WCAG 2.2 AA, on a narrow screen and in the dark.
package axecore_test

import (
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

const judge = "axe-core"

func TestMain(m *testing.M) { proof.Main(m, proof.Installed(judge)) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }
