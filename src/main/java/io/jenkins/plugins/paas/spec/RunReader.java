package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Cpu;
import io.jenkins.plugins.paas.model.Health;
import io.jenkins.plugins.paas.model.Memory;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.model.RunSpec.Autoscale;
import io.jenkins.plugins.paas.model.RunSpec.ConfigSpec;
import io.jenkins.plugins.paas.model.RunSpec.Resources;
import io.jenkins.plugins.paas.model.RunSpec.RolloutPolicy;
import io.jenkins.plugins.paas.model.RunSpec.ServiceSpec;
import io.jenkins.plugins.paas.model.RunSpec.Shutdown;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.model.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how an App runs in one cluster and fills in every default. The defaults stand on the reference page. */
final class RunReader {
    private static final int MOST_PODS = 100_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_PERCENT = 10_000;

    private static final Map<String, Workload> WORKLOADS =
            words("deployment", Workload.DEPLOYMENT, "statefulset", Workload.STATEFUL_SET);
    private static final Map<String, Strategy> STRATEGIES =
            words("rolling", Strategy.ROLLING, "manual", Strategy.MANUAL, "canary", Strategy.CANARY);
    private static final Map<String, ServiceSpec.Type> SERVICES = words(
            "ClusterIP",
            ServiceSpec.Type.CLUSTER_IP,
            "NodePort",
            ServiceSpec.Type.NODE_PORT,
            "LoadBalancer",
            ServiceSpec.Type.LOAD_BALANCER);

    /** Below this no container runtime starts a process. */
    private static final Memory LEAST_MEMORY = new Memory(4L << 20);

    private static final Cpu CPU = new Cpu(500);
    private static final Memory MEMORY = new Memory(512L << 20);

    private final Problems problems;
    private final String configFolder;
    private final Optional<String> logs;

    /**
     * A reader for one App.
     *
     * @param app its name, which its configuration files appear under unless it says otherwise
     * @param logs the folder of the container that its image keeps for log files, when it says so
     */
    RunReader(Problems problems, String app, Optional<String> logs) {
        this.problems = problems;
        this.configFolder = "/etc/" + app + "/config";
        this.logs = logs;
    }

    RunSpec read(Tree.Fields fields) {
        Settings run = new Settings(fields, Section.RUN, problems);
        Workload workload = run.choice("workload", WORKLOADS).orElse(Workload.DEPLOYMENT);
        Optional<Integer> replicas = run.whole("replicas", 0, MOST_PODS);
        Optional<Autoscale> autoscale = autoscale(run, replicas);
        Optional<Integer> port = run.whole("port", 1, HIGHEST_PORT);
        ServiceSpec service = service(run);
        Health health = new HealthReader(problems).read(run, port);
        Resources resources = resources(run);
        Optional<ConfigSpec> config = config(run);
        List<Volume> volumes = new VolumesReader(problems).read(run, workload);
        RunSpec.Security security = new SecurityReader(problems, logs).read(run, config, volumes);
        Strategy strategy = strategy(run, workload);
        return new RunSpec(
                workload,
                autoscale
                        .map(scale -> Math.min(scale.max(), Math.max(scale.min(), replicas.orElse(1))))
                        .orElse(replicas.orElse(1)),
                autoscale,
                port,
                service,
                health,
                resources,
                new EnvReader(problems).read(run),
                config,
                volumes,
                security,
                new SysctlsReader(problems).read(run),
                shutdown(run),
                strategy,
                rollout(run, workload));
    }

    private Optional<Autoscale> autoscale(Settings run, Optional<Integer> replicas) {
        if (!run.has("autoscale")) {
            return Optional.empty();
        }
        Settings scale = run.section("autoscale", Section.AUTOSCALE);
        if (!scale.has("max")) {
            scale.missing("max", "write the most pods there may be, such as 'max: 10'");
        }
        Optional<Integer> max = scale.whole("max", 1, MOST_PODS);
        Optional<Integer> written = scale.whole("min", 1, MOST_PODS);
        int min = written.orElse(Math.min(Math.max(1, replicas.orElse(1)), max.orElse(1)));
        if (written.isPresent() && max.isPresent() && written.get() > max.get()) {
            scale.conflict(
                    "max",
                    scale.place("min"),
                    "min is " + written.get() + " and max is " + max.get(),
                    "make max at least as large as min");
            return Optional.empty();
        }
        Optional<Integer> cpu = scale.whole("cpu", 1, MOST_PERCENT);
        Optional<Integer> memory = scale.whole("memory", 1, MOST_PERCENT);
        if (!scale.has("cpu") && !scale.has("memory")) {
            cpu = Optional.of(80);
        }
        return Optional.of(new Autoscale(min, Math.max(min, max.orElse(min)), cpu, memory));
    }

    private ServiceSpec service(Settings run) {
        Settings service = run.section("service", Section.SERVICE);
        if (run.has("service") && !run.has("port")) {
            run.wrong(
                    "service",
                    Codes.CONFLICT,
                    "service offers a port, but the App has none",
                    "add the port that the program listens on: 'port: 8080'");
        }
        ServiceSpec.Type type = service.choice("type", SERVICES).orElse(ServiceSpec.Type.CLUSTER_IP);
        Optional<Integer> nodePort = service.whole("nodePort", 1, HIGHEST_PORT);
        if (nodePort.isPresent() && type == ServiceSpec.Type.CLUSTER_IP) {
            service.conflict(
                    "nodePort",
                    service.place("type"),
                    "nodePort needs a Service of type NodePort or LoadBalancer",
                    "add 'type: NodePort', or remove nodePort");
        }
        return new ServiceSpec(type, service.whole("port", 1, HIGHEST_PORT).orElse(80), nodePort);
    }

    private Resources resources(Settings run) {
        Settings limits = run.section("resources", Section.RESOURCES);
        Cpu cpu = limits.cpu("cpu").orElse(CPU);
        Memory memory = limits.memory("memory", LEAST_MEMORY).orElse(MEMORY);
        Settings requests = limits.section("requests", Section.REQUESTS);
        Cpu cpuRequest = requests.cpu("cpu").orElse(cpu);
        Memory memoryRequest = requests.memory("memory", LEAST_MEMORY).orElse(memory);
        if (cpuRequest.millis() > cpu.millis()) {
            overLimit(requests, limits, "cpu", cpuRequest, cpu);
        }
        if (memoryRequest.bytes() > memory.bytes()) {
            overLimit(requests, limits, "memory", memoryRequest, memory);
        }
        return new Resources(cpu, memory, cpuRequest, memoryRequest);
    }

    private static void overLimit(Settings requests, Settings limits, String key, Object request, Object limit) {
        requests.conflict(
                key,
                limits.place(key),
                "the request for " + key + " is " + request + ", above the limit of " + limit,
                "request at most the limit, or raise the limit 'resources." + key + "'");
    }

    private Optional<ConfigSpec> config(Settings run) {
        String hint = "write the folder that holds the files: 'config: config/'";
        Optional<Tree> found = run.find("config");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get() instanceof Tree.Scalar) {
            return run.text("config", hint)
                    .flatMap(text -> Paths.inside(run.place("config"), text, "config/", problems))
                    .map(folder -> config(folder, configFolder, run.place("config")));
        }
        Settings config = run.section("config", Section.CONFIG);
        if (found.get() instanceof Tree.Fields && !config.has("folder")) {
            config.missing("folder", hint);
        }
        Optional<Path> folder = config.text("folder", hint)
                .flatMap(text -> Paths.inside(config.place("folder"), text, "config/", problems));
        Optional<String> mountPath = config.text("mountPath", "write where the files appear: " + configFolder)
                .flatMap(text -> Paths.absolute(config.place("mountPath"), text, configFolder, problems));
        return folder.map(path -> config(path, mountPath.orElse(configFolder), config.place("folder")));
    }

    private static ConfigSpec config(Path folder, String mountPath, Place at) {
        return new ConfigSpec(folder, mountPath, at.location(), at.path());
    }

    private static Shutdown shutdown(Settings run) {
        Settings shutdown = run.section("shutdown", Section.SHUTDOWN);
        return new Shutdown(
                shutdown.duration("drain", Duration.ZERO, Duration.ofHours(1)).orElse(Duration.ofSeconds(5)),
                shutdown.duration("grace", Duration.ZERO, Duration.ofHours(24)).orElse(Duration.ofSeconds(30)));
    }

    private static Strategy strategy(Settings run, Workload workload) {
        Strategy strategy = run.choice("strategy", STRATEGIES).orElse(Strategy.ROLLING);
        if (strategy == Strategy.CANARY && workload == Workload.STATEFUL_SET) {
            run.conflict(
                    "strategy",
                    run.place("workload"),
                    "a statefulset cannot be brought in as canary, because its pods have fixed names",
                    "use 'strategy: manual' or 'strategy: rolling'");
        }
        return strategy;
    }

    private static RolloutPolicy rollout(Settings run, Workload workload) {
        Settings rollout = run.section("rollout", Section.ROLLOUT);
        return new RolloutPolicy(
                rollout.duration("timeout", Duration.ofSeconds(1), Duration.ofHours(24))
                        .orElse(Duration.ofMinutes(10)),
                rollout.flag("rollback").orElse(true),
                GatesReader.read(run, workload));
    }

    /** Words with what they stand for, in this order. */
    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> words(Object... pairs) {
        Map<String, T> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put((String) pairs[i], (T) pairs[i + 1]);
        }
        return words;
    }
}
