// A service that greets. GET / answers with the greeting, GET /health says that it is ready.
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>

#include "server.h"

namespace {
// Change this line, deploy again, and see how little is sent.
const std::string kVersion = "1";
constexpr int kLongestMs = 10'000;

std::string variable(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

// The greeting: of the environment, of the configuration file, or a friendly default.
std::string greeting() {
  std::ifstream file(variable("CONFIG_DIR", "/etc/hello-cpp/config") + "/greeting.txt");
  std::string line;
  return variable("GREETING", std::getline(file, line) ? line : "Hello");
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) result += c;
  }
  return result + '"';
}

std::string host() {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return name;
}

// Waits for so many milliseconds, to see what becomes of a request when its pod ends.
void pauseAsAsked(const std::string& query) {
  const auto at = query.find("wait=");
  if (at != std::string::npos) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::clamp(std::atoi(query.c_str() + at + 5), 0, kLongestMs)));
  }
}

Answer answer(const std::string& target) {
  const auto mark = target.find('?');
  const std::string path = target.substr(0, mark);
  if (path == "/health") return {200, "{\"status\":\"up\"}\n"};
  if (path != "/") return {404, "{\"error\":\"there is only / and /health\"}\n"};
  pauseAsAsked(mark == std::string::npos ? "" : target.substr(mark));
  return {200, "{\"greeting\":" + quoted(greeting()) + ",\"version\":" + quoted(kVersion) + ",\"host\":" + quoted(host()) +
                   ",\"runtime\":{\"cpuLimit\":" + quoted(variable("PAAS_CPU_LIMIT", "")) + "}}\n"};
}
}  // namespace

int main() {
  // Kubernetes ends a pod with SIGTERM. It is blocked before any thread starts, and read like a file.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  const int stop = signalfd(-1, &signals, SFD_CLOEXEC);
  try {
    const int port = std::stoi(variable("PORT", "8080"));
    Server server(port, answer);
    std::cout << "Version " << kVersion << " listens on port " << port << std::endl;
    server.run(stop);
    std::cout << "Stopped" << std::endl;
  } catch (const std::exception& e) {
    std::cerr << e.what() << std::endl;
    return 1;
  }
}
