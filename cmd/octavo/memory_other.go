//go:build !linux

package main

// wantHugePages does nothing where systems choose the size of pages themselves.
func wantHugePages() {}
