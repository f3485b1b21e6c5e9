//go:build !js || !wasm

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "core: this runs in the page of `simrun explore`, and nowhere else; build it with GOOS=js GOARCH=wasm")
	os.Exit(2)
}
