package io.landfall.work;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One kind of work; see {@link WorkComponent}. */
public final class WorkEndpoint extends DefaultEndpoint {
    private final String kind;
    private int threads;
    private long pollMillis;
    private long heartbeatMillis;

    WorkEndpoint(String uri, WorkComponent component, String kind) {
        super(uri, component);
        this.kind = kind;
    }

    @Override
    public WorkComponent getComponent() {
        return (WorkComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new WorkProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        WorkConsumer consumer = new WorkConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    String kind() {
        return kind;
    }

    int threads() {
        return threads;
    }

    /** How many executions this replica does at once. */
    public void setThreads(int threads) {
        this.threads = threads;
    }

    long pollMillis() {
        return pollMillis;
    }

    /** How often the table is asked for work that other replicas scheduled or that has become due. */
    public void setPollMillis(long pollMillis) {
        this.pollMillis = pollMillis;
    }

    long heartbeatMillis() {
        return heartbeatMillis;
    }

    /** How often a replica says that it lives; after four missed ones its work is taken over. */
    public void setHeartbeatMillis(long heartbeatMillis) {
        this.heartbeatMillis = heartbeatMillis;
    }
}
