"""Signing in, and setting the training clock."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from thidua.ui.forms import DateField, UiForm


class SignInForm(UiForm, AuthenticationForm):
    """Name and password; one and the same sentence whether the name or the password is wrong."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại.",
        "inactive": "Tài khoản này đã bị khóa. Liên hệ người quản trị của cơ quan.",
    }
    username = forms.CharField(label="Tên đăng nhập", max_length=150)
    password = forms.CharField(label="Mật khẩu", strip=False, widget=forms.PasswordInput)


class ClockForm(UiForm, forms.Form):
    """The day and time on which a visitor of the demo wants to stand."""

    day = DateField(label="Ngày", help_text="Ví dụ 09/12/2024")
    time = forms.TimeField(label="Giờ", help_text="Ví dụ 08:30", input_formats=["%H:%M"], initial="08:30")
