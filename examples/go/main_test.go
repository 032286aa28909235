package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func get(path string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	routes().ServeHTTP(answer, httptest.NewRequest("GET", path, nil))
	return answer
}

func TestTakesTheGreetingFromTheConfiguration(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("CONFIG_DIR", folder)
	if body := get("/").Body.String(); !strings.Contains(body, `"greeting":"Hello"`) {
		t.Error(body)
	}
	if err := os.WriteFile(filepath.Join(folder, "greeting.txt"), []byte("Good morning\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if body := get("/").Body.String(); !strings.Contains(body, `"greeting":"Good morning"`) {
		t.Error(body)
	}
}

func TestKnowsWhetherItIsReadyAndNothingElse(t *testing.T) {
	if code := get("/health").Code; code != 200 {
		t.Error(code)
	}
	if code := get("/nothing").Code; code != 404 {
		t.Error(code)
	}
}
