//go:build tools

// Names the program that the sandbox builds, so that "go mod tidy" keeps what it needs.
package tools

import _ "sigs.k8s.io/metrics-server/cmd/metrics-server"
