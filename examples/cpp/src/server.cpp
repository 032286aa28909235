#include "server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace {
constexpr int kBacklog = 512;
constexpr std::size_t kLongestHead = 16 * 1024;
constexpr std::chrono::seconds kLongestStop{20};

bool sendAll(int connection, const std::string& text) {
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t n = send(connection, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) return false;
    sent += static_cast<std::size_t>(n);
  }
  return true;
}

std::string readHead(int connection) {
  std::string head;
  char piece[4096];
  while (head.find("\r\n\r\n") == std::string::npos && head.size() < kLongestHead) {
    const ssize_t n = recv(connection, piece, sizeof piece, 0);
    if (n <= 0) break;
    head.append(piece, static_cast<std::size_t>(n));
  }
  return head;
}
}  // namespace

Server::Server(int port, Handler handler) : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), handler_(std::move(handler)) {
  const int yes = 1;
  setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(listener_, kBacklog) != 0) {
    throw std::runtime_error("cannot listen on port " + std::to_string(port));
  }
}

void Server::run(int stop) {
  pollfd watched[] = {{listener_, POLLIN, 0}, {stop, POLLIN, 0}};
  while (poll(watched, 2, -1) >= 0) {
    if (watched[0].revents != 0) {
      const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection >= 0) {
        ++in_flight_;
        std::thread([this, connection] { serve(connection); }).detach();
      }
    } else if (watched[1].revents != 0) {
      // Only with nobody left in the queue.
      break;
    }
  }
  close(listener_);
  const auto end = std::chrono::steady_clock::now() + kLongestStop;
  while (in_flight_ > 0 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

void Server::serve(int connection) {
  const timeval patience{10, 0};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  const std::string head = readHead(connection);
  const auto from = head.find(' ');
  const auto to = from == std::string::npos ? from : head.find(' ', from + 1);
  if (to != std::string::npos) {
    const Answer answer = handler_(head.substr(from + 1, to - from - 1));
    sendAll(connection, "HTTP/1.1 " + std::to_string(answer.status) + (answer.status == 200 ? " OK" : " Not Found") +
                            "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                            std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body);
  }
  shutdown(connection, SHUT_WR);
  close(connection);
  --in_flight_;
}
