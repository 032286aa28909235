#pragma once

#include <atomic>
#include <functional>
#include <string>

struct Answer {
  int status;
  std::string body;
};

// A server for small HTTP requests: one thread and one connection for each.
class Server {
 public:
  using Handler = std::function<Answer(const std::string& target)>;

  Server(int port, Handler handler);

  // Serves until a signal comes; returns once the requests that were there are answered.
  void run(int stop);

 private:
  void serve(int connection);

  int listener_;
  Handler handler_;
  std::atomic<int> in_flight_{0};
};
