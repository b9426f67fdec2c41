package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The state of one organisation's sandbox: datasets, connections, dataflows, runs. Methods here act as somebody else
 * would, in the Adobe UI say: without HTTP, tokens or faults. Thread-safe; documents handed out are copies.
 */
public final class Sandbox {

    private static final String CLIENT = "landfall@techacct.adobe.com";
    private static final String SERVICE = "acp_foundation_connectors@AdobeID";

    private final String org;
    private final String name;
    private final String id;
    private final String lakeConnection = UUID.randomUUID().toString();
    private final Clock clock;
    private final Behaviour behaviour;
    private final Intake intake;
    private final Views views;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final EntityBook entities;
    private final Habits habits;
    private final RunBook runs = new RunBook();
    private volatile BiConsumer<Sandbox, String> flowCreated = (sandbox, flowId) -> {};

    Sandbox(String org, String name, Clock clock, Behaviour behaviour) {
        this.org = org;
        this.name = name;
        this.id = UUID.nameUUIDFromBytes((org + "/" + name).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        this.clock = clock;
        this.behaviour = behaviour;
        this.intake = new Intake(this, behaviour);
        this.views = new Views(this, behaviour);
        this.entities = new EntityBook(clock);
        this.habits = new Habits(behaviour);
    }

    public String org() {
        return org;
    }

    public String name() {
        return name;
    }

    /** Makes a dataset eligible for export. */
    public synchronized Sandbox addDataset(Dataset dataset) {
        datasets.put(dataset.id(), dataset);
        return this;
    }

    /** Takes a dataset away, as deleting it in Adobe does; dataflows keep naming it. */
    public synchronized void removeDataset(String datasetId) {
        datasets.remove(datasetId);
    }

    public synchronized List<Dataset> datasets() {
        return List.copyOf(datasets.values());
    }

    /**
     * Creates an entity from the body of a create request.
     *
     * @return its id
     * @throws IllegalArgumentException when the service would refuse the body
     */
    public String create(EntityKind kind, JsonNode body) {
        try {
            return open(kind, body).id();
        } catch (Refusal refused) {
            throw refused.asArgument();
        }
    }

    /** The entity as it is kept: credentials in clear, nothing added. */
    public synchronized Optional<ObjectNode> find(EntityKind kind, String entityId) {
        return Optional.ofNullable(entities.get(kind, entityId))
                .map(e -> e.json().deepCopy());
    }

    /** All entities of a kind, oldest first. */
    public synchronized List<ObjectNode> all(EntityKind kind) {
        return entities.all(kind).stream().map(e -> e.json().deepCopy()).toList();
    }

    /** The dataflows of this name. */
    public List<ObjectNode> flowsNamed(String flowName) {
        return all(EntityKind.FLOW).stream()
                .filter(f -> f.path("name").asText().equals(flowName))
                .toList();
    }

    /**
     * Changes an entity without any check; its etag changes too.
     *
     * @throws IllegalArgumentException for an unknown id
     */
    public synchronized void edit(EntityKind kind, String entityId, Consumer<ObjectNode> change) {
        Entity old = entities.get(kind, entityId);
        if (old == null) {
            throw new IllegalArgumentException("no " + kind + " with id " + entityId);
        }
        ObjectNode json = old.json().deepCopy();
        change.accept(json);
        entities.put(kind, json, "somebody@AdobeID");
    }

    /** Deletes an entity, or throws an IllegalArgumentException when the service would refuse that. */
    public void remove(EntityKind kind, String entityId) {
        try {
            delete(kind, entityId);
        } catch (Refusal refused) {
            throw refused.asArgument();
        }
    }

    /** Sets {@code createdAt} of a dataflow, so that slots in the past lie after its creation; the etag stays. */
    public synchronized void backdate(String flowId, Instant created) {
        Entity flow = entities.get(EntityKind.FLOW, flowId);
        if (flow == null) {
            throw new IllegalArgumentException("no dataflow with id " + flowId);
        }
        ObjectNode json = flow.json().deepCopy().put("createdAt", created.toEpochMilli());
        entities.putAsIs(EntityKind.FLOW, new Entity(json, flow.touched()));
    }

    /**
     * Adds a run, or replaces the one of the same id.
     *
     * @return its id
     */
    public synchronized String putRun(EmulatedRun run) {
        ObjectNode flow = find(EntityKind.FLOW, run.flowId()).orElseGet(Json::object);
        runs.put(run.flowId(), entities.run(run, flow, owner()));
        return run.id();
    }

    public synchronized void removeRun(String runId) {
        runs.remove(runId);
    }

    /** The runs of a dataflow, the most recently updated first. */
    public synchronized List<ObjectNode> runs(String flowId) {
        return EntityBook.newestFirst(runs.of(flowId)).stream()
                .map(ObjectNode::deepCopy)
                .toList();
    }

    synchronized Optional<ObjectNode> newestRun(String flowId) {
        return Optional.ofNullable(EntityBook.newest(runs.of(flowId))).map(Entity::json);
    }

    /** The runs of these dataflows, or all when null, the most recently updated first. */
    synchronized List<ObjectNode> runsOfFlows(Collection<String> flowIds) {
        return EntityBook.newestFirst(runs.ofAny(flowIds)).stream()
                .map(run -> habits.spelled(run.deepCopy()))
                .toList();
    }

    synchronized ObjectNode run(String runId) {
        return runs.find(runId)
                .map(Entity::json)
                .orElseThrow(() -> new Refusal(Reply.error(404, "runs not found with id = [" + runId + "]")));
    }

    synchronized boolean hasDataset(String datasetId) {
        return datasets.containsKey(datasetId);
    }

    String lakeConnection() {
        return lakeConnection;
    }

    synchronized ObjectNode require(EntityKind kind, String entityId) {
        return find(kind, entityId)
                .orElseThrow(() ->
                        new Refusal(Reply.coded("1439-400", kind.path() + " not found with id = [" + entityId + "]")));
    }

    /** Creates, then tells of a new dataflow, outside the lock. */
    Entity open(EntityKind kind, JsonNode body) {
        Entity made = post(kind, body);
        if (kind == EntityKind.FLOW) {
            flowCreated.accept(this, made.id());
        }
        return made;
    }

    void onFlowCreated(BiConsumer<Sandbox, String> hook) {
        flowCreated = hook;
    }

    /** The entity as the create call sees it; the service may touch it right after. */
    private synchronized Entity post(EntityKind kind, JsonNode body) {
        Instant now = clock.instant();
        ObjectNode checked = intake.check(kind, body, now);
        ObjectNode json = Json.object().put("id", UUID.randomUUID().toString());
        json.put("createdAt", now.toEpochMilli()).put("updatedAt", now.toEpochMilli());
        json.put("createdBy", CLIENT).put("updatedBy", CLIENT);
        json.put("createdClient", "landfall").put("updatedClient", "landfall").setAll(owner());
        json.setAll(checked);
        json.put("state", "enabled");
        if (kind == EntityKind.FLOW) {
            json.set("lastOperation", entities.operation("create", Json.array()));
        }
        Entity answered = entities.put(kind, json, CLIENT);
        habits.born(answered.id());
        if (behaviour.touchesAfterCreate()) {
            entities.put(kind, answered.json().deepCopy(), SERVICE);
        }
        return answered;
    }

    synchronized Entity patch(EntityKind kind, String entityId, String ifMatch, JsonNode body) {
        Entity old = existing(kind, entityId);
        ChangeRules.mayBePatched(
                old,
                ifMatch,
                habits.dying(entityId)
                        ? "delete-finalizing"
                        : old.json().path("state").asText());
        ObjectNode json = JsonPatch.apply(old.json(), body, kind.patchable(), behaviour.mergesOnReplace());
        intake.recheck(kind, json, Instant.ofEpochMilli(json.path("createdAt").asLong()));
        if (kind == EntityKind.FLOW) {
            json.set("lastOperation", entities.operation("update", body));
        }
        return entities.put(kind, json, CLIENT);
    }

    synchronized Entity act(EntityKind kind, String entityId, String op) {
        Entity old = existing(kind, entityId);
        String state = ChangeRules.stateAfter(op, habits.unready(entityId));
        ObjectNode json = old.json().deepCopy().put("state", state);
        return entities.put(kind, json, CLIENT);
    }

    synchronized void delete(EntityKind kind, String entityId) {
        existing(kind, entityId);
        if (kind != EntityKind.FLOW) {
            entities.all(EntityKind.FLOW).stream()
                    .map(flow -> views.of(EntityKind.FLOW, flow.json()))
                    .forEach(flow -> ChangeRules.mayBeDeleted(kind, entityId, flow));
        }
        if (!habits.dies(entityId)) {
            entities.remove(kind, entityId);
        }
    }

    synchronized ObjectNode view(EntityKind kind, String entityId) {
        ObjectNode view = shown(kind, existing(kind, entityId).json());
        if (habits.touches(entityId)) {
            entities.put(kind, entities.get(kind, entityId).json().deepCopy(), SERVICE);
        }
        return view;
    }

    synchronized List<ObjectNode> views(EntityKind kind) {
        return EntityBook.newestFirst(entities.all(kind)).stream()
                .map(e -> shown(kind, e))
                .toList();
    }

    private ObjectNode shown(EntityKind kind, ObjectNode stored) {
        ObjectNode view = habits.shown(views.of(kind, stored));
        String entityId = stored.path("id").asText();
        if (habits.gone(entityId)) {
            entities.remove(kind, entityId);
        }
        return view;
    }

    private Entity existing(EntityKind kind, String entityId) {
        Entity entity = entities.get(kind, entityId);
        if (entity == null) {
            throw new Refusal(Reply.error(404, kind.path() + " not found with id = [" + entityId + "]"));
        }
        return entity;
    }

    private ObjectNode owner() {
        return Json.object().put("sandboxId", id).put("sandboxName", name).put("imsOrgId", org);
    }
}
