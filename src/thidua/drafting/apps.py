from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "thidua.drafting"
    label = "drafting"
    verbose_name = "Dự thảo kế hoạch"
