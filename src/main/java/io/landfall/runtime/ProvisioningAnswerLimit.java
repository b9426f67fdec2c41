package io.landfall.runtime;

import io.landfall.flowservice.AnswerTooLarge;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Ends an answer of Flow Service that is larger than is ever needed, before it is kept in memory. Counted after
 * decompression; the connection is given up.
 */
public final class ProvisioningAnswerLimit implements HttpClientConfigurer {

    private final long most;

    /** @param most bytes */
    public ProvisioningAnswerLimit(long most) {
        this.most = most;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("answer-limit", (request, scope, chain) -> {
            var response = chain.proceed(request, scope);
            if (response.getEntity() != null) {
                response.setEntity(new Limited(response.getEntity(), () -> scope.execRuntime.discardEndpoint()));
            }
            return response;
        });
    }

    private final class Limited extends HttpEntityWrapper {
        private final Runnable giveUp;

        Limited(HttpEntity entity, Runnable giveUp) {
            super(entity);
            this.giveUp = giveUp;
        }

        @Override
        public InputStream getContent() throws IOException {
            InputStream content = super.getContent();
            return content == null ? null : new Counted(content, giveUp);
        }
    }

    private final class Counted extends FilterInputStream {
        private final Runnable giveUp;
        private long read;

        Counted(InputStream in, Runnable giveUp) {
            super(in);
            this.giveUp = giveUp;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int n = super.read(into, at, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int n) throws IOException {
            read += n;
            if (read > most) {
                giveUp.run();
                throw new AnswerTooLarge(most);
            }
        }
    }
}
