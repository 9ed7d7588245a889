"""The look: base pages, components, form fields, error pages, clock. No models."""
