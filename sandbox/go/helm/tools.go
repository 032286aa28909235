//go:build tools

// Names the program that the sandbox builds, so that "go mod tidy" keeps what it needs.
package tools

import _ "helm.sh/helm/v4/cmd/helm"
