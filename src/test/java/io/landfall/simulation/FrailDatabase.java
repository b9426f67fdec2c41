package io.landfall.simulation;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * One process' way to the database. Its statements fail where the mishaps say so, before or after their effect; when it is
 * cut, what was not committed is undone and nothing reaches the database any more.
 */
final class FrailDatabase implements DataSource {
    private static final Set<String> EXECUTING = Set.of(
            "execute", "executeQuery", "executeUpdate", "executeBatch", "executeLargeUpdate", "executeLargeBatch");
    private static final Set<String> HARMLESS = Set.of("close", "isClosed", "toString", "hashCode", "equals");

    private final Connection real;
    private final Mishaps mishaps;
    private final Runnable suffered;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private boolean busy;
    private boolean cut;

    /** @param suffered told after each mishap */
    FrailDatabase(Connection real, Mishaps mishaps, Runnable suffered) {
        this.real = real;
        this.mishaps = mishaps;
        this.suffered = suffered;
    }

    boolean dead() {
        return cut;
    }

    /** The process dies here. */
    Death cut(String where) {
        if (!cut) {
            cut = true;
            try {
                if (!real.getAutoCommit()) {
                    real.rollback();
                    real.setAutoCommit(true);
                }
                for (PreparedStatement statement : prepared.values()) {
                    statement.close();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            mishaps.note("death " + where);
            suffered.run();
        }
        return new Death(where);
    }

    @Override
    public Connection getConnection() {
        alive();
        Require.that(!busy, () -> "a second connection while one is open");
        busy = true;
        return proxy(Connection.class, (p, method, args) -> onConnection(method, args));
    }

    private void alive() {
        if (cut) {
            throw new Death("long since");
        }
    }

    private Object onConnection(Method method, Object[] args) throws Throwable {
        String name = method.getName();
        if (name.equals("close")) {
            release();
            return null;
        }
        if (cut && HARMLESS.contains(name)) {
            return name.equals("isClosed") ? true : name.equals("toString") ? "dead" : null;
        }
        alive();
        return switch (name) {
            case "isClosed" -> !busy;
            case "prepareStatement" -> statement(method, args);
            case "createStatement" -> around((java.sql.Statement) call(real, method, args), false);
            case "commit" -> risky("commit", () -> call(real, method, args));
            case "unwrap", "isWrapperFor" -> throw new SQLException("not a wrapper");
            default -> call(real, method, args);
        };
    }

    private void release() throws SQLException {
        if (busy && !cut) {
            busy = false;
            if (!real.getAutoCommit()) {
                real.rollback();
                real.setAutoCommit(true);
            }
        }
    }

    private Object statement(Method method, Object[] args) throws Throwable {
        String key = Arrays.deepToString(args);
        PreparedStatement kept = prepared.remove(key);
        PreparedStatement statement = kept == null ? (PreparedStatement) call(real, method, args) : kept;
        boolean[] open = {true};
        return proxy(PreparedStatement.class, (p, m, a) -> {
            if (m.getName().equals("close")) {
                if (open[0] && !cut) {
                    open[0] = false;
                    ResultSet rows = statement.getResultSet();
                    if (rows != null) {
                        rows.close();
                    }
                    statement.clearBatch();
                    statement.clearParameters();
                    PreparedStatement twin = prepared.put(key, statement);
                    if (twin != null) {
                        twin.close();
                    }
                }
                return null;
            }
            return onStatement(statement, m, a);
        });
    }

    private Object around(java.sql.Statement statement, boolean ignored) {
        return proxy(java.sql.Statement.class, (p, m, a) -> onStatement(statement, m, a));
    }

    private Object onStatement(java.sql.Statement statement, Method method, Object[] args) throws Throwable {
        if (cut && HARMLESS.contains(method.getName())) {
            return method.getName().equals("isClosed") ? true : null;
        }
        alive();
        return EXECUTING.contains(method.getName())
                ? risky(method.getName(), () -> call(statement, method, args))
                : call(statement, method, args);
    }

    private interface Doing {
        Object done() throws Throwable;
    }

    private Object risky(String what, Doing doing) throws Throwable {
        switch (mishaps.statement()) {
            case DONE -> {
                return doing.done();
            }
            case FAILS_BEFORE -> throw failed(what + " did not reach the database");
            case FAILS_AFTER -> {
                doing.done();
                throw failed(what + " was done, and its answer lost");
            }
            case DIES_BEFORE -> throw cut("before " + what);
            case DIES_AFTER -> {
                doing.done();
                throw cut("after " + what);
            }
        }
        throw new IllegalStateException();
    }

    /** As a connection that breaks: what was not committed is undone. */
    private SQLException failed(String words) throws SQLException {
        if (!real.getAutoCommit()) {
            real.rollback();
        }
        mishaps.note(words);
        suffered.run();
        return new SQLException(words);
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FrailDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Connection getConnection(String user, String password) {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
