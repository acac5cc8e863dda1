package org.apimorchestrator.standin;

/** Calls Main as the product's bootstrap does: what Main throws goes to standard error and the process ends. */
public final class Bootstrap {
    private Bootstrap() { }

    public static void main(String[] arguments) {
        try {
            Class.forName("org.apimorchestrator.standin.Main").getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (ReflectiveOperationException failed) {
            failed.printStackTrace();
        }
    }
}
