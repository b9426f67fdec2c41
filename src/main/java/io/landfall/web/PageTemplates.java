package io.landfall.web;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How templates are read: those in the jar alone, with HTML escaped, and no way from a template to a class. */
public final class PageTemplates {
    private static final Version AS_OF = Configuration.VERSION_2_3_33;

    private PageTemplates() {}

    public static Configuration bundled() {
        Configuration configuration = new Configuration(AS_OF);
        configuration.setTemplateLoader(new ClassTemplateLoader(PageTemplates.class.getClassLoader(), "/"));
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(AS_OF).build());
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setURLEscapingCharset(StandardCharsets.UTF_8.name());
        configuration.setNumberFormat("computer");
        configuration.setLocale(Locale.ROOT);
        return configuration;
    }
}
