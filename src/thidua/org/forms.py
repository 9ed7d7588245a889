"""Signing in."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from thidua.ui.forms import UiForm


class SignInForm(UiForm, AuthenticationForm):
    """Name and password; one and the same sentence whether the name or the password is wrong."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại.",
        "inactive": "Tài khoản này đã bị khóa. Liên hệ người quản trị của cơ quan.",
    }
    username = forms.CharField(label="Tên đăng nhập", max_length=150)
    password = forms.CharField(label="Mật khẩu", strip=False, widget=forms.PasswordInput)
