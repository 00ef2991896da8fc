// Package epubjs_test has epub.js, in headless Chromium, prove that every entry of the
// sample's navigation and every note call leads where it should, and back.
package epubjs_test

import (
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

const judge = "epub.js"

func TestMain(m *testing.M) { proof.Main(m, proof.Installed(judge)) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }

func TestLongBoxes(t *testing.T) { proof.IsPassedBy(t, judge, proof.LongBoxes()) }
