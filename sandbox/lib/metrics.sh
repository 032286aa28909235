# shellcheck shell=bash
# The metrics API (metrics.k8s.io), which autoscalers ask for the use of CPU and memory: metrics-server, added to the API server.

# ensure_metrics_api: registers it, and waits until the API server reaches it.
ensure_metrics_api() {
  use_cluster local-1
  kube apply -f - > /dev/null << Y || fail "metrics-server could not be registered" "is local-1 up? sandbox/up" "$(log_file local-1 apiserver)"
apiVersion: v1
kind: Service
metadata: {name: metrics-server, namespace: kube-system}
spec: {ports: [{name: https, port: 443, targetPort: $METRICS_PORT}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: metrics-server, namespace: kube-system, labels: {kubernetes.io/service-name: metrics-server}}
addressType: IPv4
ports: [{name: https, port: $METRICS_PORT}]
endpoints: [{addresses: ["$NODE_IP"], conditions: {ready: true}}]
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1beta1.metrics.k8s.io}
spec:
  service: {name: metrics-server, namespace: kube-system}
  group: metrics.k8s.io
  version: v1beta1
  groupPriorityMinimum: 100
  versionPriority: 100
  insecureSkipTLSVerify: true
Y
  kube wait --for=condition=Available --timeout=90s apiservice v1beta1.metrics.k8s.io > /dev/null \
    || fail "the API server does not reach metrics-server" "see the log" "$(log_file local-1 metrics-server)"
}

# forget_metrics_api: without metrics-server its API would only answer with errors, and keep namespaces from ending.
forget_metrics_api() {
  use_cluster local-1
  kube delete apiservice v1beta1.metrics.k8s.io --ignore-not-found > /dev/null 2>&1 || true
}
