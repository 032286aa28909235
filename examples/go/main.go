// A service that greets. GET / answers with the greeting, GET /health says that it is ready.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

// Change this line, deploy again, and see how little is sent.
const version = "1"

const (
	longestWait = 10 * time.Second
	longestStop = 20 * time.Second
)

func main() {
	server := &http.Server{Addr: ":" + variable("PORT", "8080"), Handler: routes(), ReadHeaderTimeout: 10 * time.Second}
	// Kubernetes ends a pod with SIGTERM: no new connections, and the requests that are here are answered.
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()
	stopped := make(chan error, 1)
	go func() {
		<-stop.Done()
		patience, cancel := context.WithTimeout(context.Background(), longestStop)
		defer cancel()
		stopped <- server.Shutdown(patience)
	}()
	log.Printf("Version %s listens on %s", version, server.Addr)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	if err := <-stopped; err != nil {
		log.Fatalf("Stopped, some requests took too long: %v", err)
	}
	log.Print("Stopped, all requests answered")
}

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) { send(w, 200, map[string]any{"status": "up"}) })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			send(w, 404, map[string]any{"error": "there is only / and /health"})
			return
		}
		pause(r.URL.Query().Get("wait"))
		host, _ := os.Hostname()
		send(w, 200, map[string]any{"greeting": greeting(), "version": version, "host": host, "runtime": limits()})
	})
	return mux
}

// pause waits for so many milliseconds, to see what becomes of a request when its pod ends.
func pause(text string) {
	if wait, err := time.ParseDuration(text + "ms"); err == nil && wait > 0 {
		time.Sleep(min(wait, longestWait))
	}
}

func send(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Print(err)
	}
}

// greeting is that of the environment, of the configuration file, or a friendly default.
func greeting() string {
	file := filepath.Join(variable("CONFIG_DIR", "/etc/hello-go/config"), "greeting.txt")
	if text, err := os.ReadFile(file); err == nil {
		return variable("GREETING", strings.TrimSpace(string(text)))
	}
	return variable("GREETING", "Hello")
}

func limits() map[string]any {
	return map[string]any{"gomaxprocs": runtime.GOMAXPROCS(0), "memoryLimitMiB": debug.SetMemoryLimit(-1) >> 20}
}

func variable(name, otherwise string) string {
	if value, ok := os.LookupEnv(name); ok {
		return value
	}
	return otherwise
}
