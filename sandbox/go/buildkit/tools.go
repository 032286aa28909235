//go:build tools

// Names the programs that the sandbox builds, so that "go mod tidy" keeps what they need.
package tools

import (
	_ "github.com/moby/buildkit/cmd/buildctl"
	_ "github.com/moby/buildkit/cmd/buildkitd"
)
