package io.jenkins.plugins.paas.engine;

/** All use cases over one set of ports. Each is made when it is asked for. */
public final class DeliveryEngine {
    private final Ports ports;
    private final Session session;

    /**
     * An engine.
     *
     * @param ports what it works through
     * @param session the run of the program that it serves
     */
    public DeliveryEngine(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /** Makes or finds an image. */
    public BuildImage buildImage() {
        return new BuildImage(ports, session);
    }

    /** Makes a base image of the platform. */
    public BuildBase buildBase() {
        return new BuildBase(ports, session);
    }

    /** Reads the audit trail of the platform's base images. */
    public BaseTrail baseTrail() {
        return new BaseTrail(ports);
    }

    /** Judges an image. */
    public CheckImage checkImage() {
        return new CheckImage(ports, session);
    }

    /** Finds an App's last image. */
    public FindImage findImage() {
        return new FindImage(ports, session);
    }

    /** Brings an image into other registries. */
    public CopyImage copyImage() {
        return new CopyImage(ports, session);
    }

    /** Brings an App into a cluster. */
    public Deploy deploy() {
        return new Deploy(ports, session);
    }

    /** Says what a deploy would change. */
    public ShowDifference difference() {
        return new ShowDifference(ports, session);
    }

    /** Settles a deploy and does not do it. */
    public MakePlan makePlan() {
        return new MakePlan(ports, session);
    }

    /** Does what a plan says. */
    public ApplyPlan applyPlan() {
        return new ApplyPlan(ports, session);
    }

    /** Brings an earlier Release back. */
    public Rollback rollback() {
        return new Rollback(ports, session);
    }

    /** Confirms at a gate. */
    public Promote promote() {
        return new Promote(ports, session);
    }

    /** Ends a Rollout before its end. */
    public Abort abort() {
        return new Abort(ports, session);
    }

    /** Goes on with an open Rollout. */
    public Resume resume() {
        return new Resume(ports, session);
    }

    /** Shows how an App does. */
    public ShowStatus status() {
        return new ShowStatus(ports, session);
    }

    /** Lists Releases. */
    public ShowHistory history() {
        return new ShowHistory(ports);
    }

    /** Shows logs. */
    public FollowLogs logs() {
        return new FollowLogs(ports, session);
    }

    /** Reads and checks the audit trail. */
    public AuditTrail audit() {
        return new AuditTrail(ports, session.events());
    }

    /** Ends what is held back without a reason. */
    public Mend mend() {
        return new Mend(ports, session);
    }

    /** Checks everything that a deploy needs. */
    public Doctor doctor() {
        return new Doctor(ports, session);
    }
}
