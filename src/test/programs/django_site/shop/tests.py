from django.db import connection
from django.test import TestCase

from shop.models import Item


class ItemTest(TestCase):
    def test_an_item_is_kept_until_the_test_ends(self):
        self.assertEqual(Item.objects.count(), 0)
        Item.objects.create(name="chair")
        self.assertEqual(Item.objects.count(), 1)
        print("tested in", connection.settings_dict["NAME"])
